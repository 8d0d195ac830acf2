import { createServer } from 'node:http'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** The yardstick of uploads: bare node:http that writes what comes into files, in a process of its own. */
const folder = process.argv[2] ?? ''
let count = 0
const server = createServer((request, response) => {
  count += 1
  pipeline(request, createWriteStream(`${folder}/bare-${count}`, { flush: true })).then(
    () => response.end('{}'),
    () => response.destroy(),
  )
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') process.send?.({ url: `http://127.0.0.1:${address.port}` })
})
