import { createEndpoint } from '../../src/endpoint/createEndpoint.ts'
import { newId, systemClock } from '../../src/main/core/system.ts'
import { makeIdentity } from '../../src/shared/envelope/seal.ts'

/** An endpoint in a process of its own, which says what it has used whenever it is asked. */
const quiet = () => undefined
const endpoint = await createEndpoint({
  database: { kind: 'sqlite', file: process.argv[2] ?? '' },
  mailIdentity: (await makeIdentity()).identity,
  // No e-mail leaves: nobody listens at port 9.
  smtpUrl: 'smtp://127.0.0.1:9',
  mailFrom: 'portal@anteroom.test',
  publicUrl: null,
  portalFiles: null,
  clock: systemClock,
  ids: newId,
  log: { info: quiet, warn: quiet, error: quiet },
})
const { url } = await endpoint.listen(0)
let mostBytes = 0
setInterval(() => (mostBytes = Math.max(mostBytes, process.memoryUsage.rss())), 10)
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ processorSeconds: (user + system) / 1e6, bytes: process.memoryUsage.rss(), mostBytes })
  mostBytes = 0
})
process.send?.({ url, code: await endpoint.makePairingCode() })
