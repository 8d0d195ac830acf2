import { Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { freePort } from '../../../tests/support/freePort.ts'
import { until } from '../../../tests/support/until.ts'
import { postHead, rawCall, type RawCall } from '../testing/rawCall.ts'
import type { EndpointApp } from './app.ts'
import { NO_PROXIES, readProxies, type TrustedProxies } from './clientAddress.ts'
import { makeServer, SERVER_LIMITS, type ServerLimits } from './server.ts'

const QUICK = { headersMilliseconds: 200, graceMilliseconds: 200, checkMilliseconds: 20 }

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
})

/** Answers a POST with the length of its body, and never ends what it answers to a GET. */
async function serve(limits: Partial<ServerLimits>, proxies: TrustedProxies = NO_PROXIES) {
  const app: EndpointApp = new Hono()
  app.onError((_error, c) => c.text('', 500))
  app.post('*', async (c) => c.text(`length ${(await c.req.text()).length}`))
  app.get('*', (c) => {
    let timer: NodeJS.Timeout
    const told = new ReadableStream({
      start: (controller) => {
        timer = setInterval(() => controller.enqueue(Buffer.from(randomUUID())), 20)
      },
      cancel: () => clearInterval(timer),
    })
    return c.body(told)
  })
  const server = makeServer(app, proxies, { ...SERVER_LIMITS, ...limits })
  servers.push(server)
  const port = await freePort()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${port}`
}

test('R11.7 a body that trickles is cut', async () => {
  const url = await serve(QUICK)
  const call = await rawCall(url)
  call.write(postHead('/', { 'content-length': 1_000 }))

  const trickle = setInterval(() => call.write('x'), 20)
  await call.ended
  clearInterval(trickle)

  expect(call.socket.destroyed).toBe(true)
})

test('R11.7 a body that is long and comes at a fair pace may take longer', async () => {
  const url = await serve({ ...QUICK, bytesPerSecond: 1_000 })
  const call = await rawCall(url)
  call.write(postHead('/', { 'content-length': 4_000 }))
  const started = performance.now()

  const piece = setInterval(() => call.write('x'.repeat(100)), 15)
  const answer = await call.until('length')
  clearInterval(piece)

  expect(answer).toContain('length 4000')
  expect(performance.now() - started).toBeGreaterThan(2 * QUICK.graceMilliseconds)
  expect(servers[0]?.requestTimeout, 'nothing else cuts it after five minutes').toBe(0)
})

test('R11.7 what came before on the same connection earns a body no time', async () => {
  const url = await serve({ ...QUICK, bytesPerSecond: 1_000 })
  const call = await rawCall(url)
  call.write(postHead('/', { 'content-length': 20_000 }) + 'x'.repeat(20_000))
  await call.until('length 20000')
  const started = performance.now()
  call.write(postHead('/', { 'content-length': 1_000 }))

  await call.ended

  expect(performance.now() - started, 'and not the twenty seconds of the first').toBeLessThan(10_000)
})

test('R11.7 while the endpoint was busy itself, nobody was slow', async () => {
  const url = await serve(QUICK)
  const call = await rawCall(url)
  call.write(postHead('/', { 'content-length': 2 }))
  await once(servers[0] ?? expect.fail(), 'request')

  const busyUntil = performance.now() + 2 * QUICK.graceMilliseconds
  while (performance.now() < busyUntil);
  call.write('xy')

  expect(await call.until('length')).toContain('length 2')
})

test('R11.7 headers that trickle are cut, and so is a connection that says nothing', async () => {
  const url = await serve(QUICK)
  const silent = await rawCall(url)
  const slow = await rawCall(url)
  slow.write('POST / HTTP/1.1\r\n')

  const trickle = setInterval(() => slow.write('x: y\r\n'), 20)
  await Promise.all([slow.ended, silent.ended])
  clearInterval(trickle)
})

test('R11.7 an answer that is a stream lives on while something is said', async () => {
  const url = await serve({ ...QUICK, silenceMilliseconds: 200 })
  const stream = await rawCall(url)
  stream.write('GET / HTTP/1.1\r\nhost: endpoint.test\r\n\r\n')
  await stream.until('\r\n\r\n')

  // As long as others need to be cut.
  await (
    await rawCall(url)
  ).ended
  await (
    await rawCall(url)
  ).ended

  const more = once(stream.socket, 'data')
  await more
  expect(stream.socket.destroyed).toBe(false)
})

test('R11.7 what neither side says anything on any more is closed', async () => {
  const url = await serve({ silenceMilliseconds: 200 })
  const call = await rawCall(url)
  call.write(postHead('/', { 'content-length': 1_000 }))

  await call.ended
})

test('R11.7 one address has so many connections and no more; others have theirs', async () => {
  const url = await serve({ connectionsOfAddress: 3 })
  const calls = await Promise.all(Array.from({ length: 3 }, () => rawCall(url)))

  await (
    await rawCall(url)
  ).ended

  calls[0]?.socket.destroy()
  await calls[0]?.ended
  for (const call of calls.slice(1)) {
    call.write(postHead('/', { 'content-length': 2 }) + 'xy')
    expect(await call.until('length')).toContain('length 2')
  }
  const ask = async () => {
    const another = await rawCall(url)
    another.write(postHead('/', { 'content-length': 2 }) + 'xy')
    return another.until('length 2').catch(() => null)
  }
  await until(ask, 'the place of the one that ended')
})

test('R11.7 the addresses of one IPv6 network have so many together', async () => {
  const url = await serve({ connectionsOfAddress: 2 })
  const from = ['2001:db8:1:2::1', '2001:db8:1:2::2', '2001:db8:1:2:9::3', '2001:db8:1:3::1']
  servers[0]?.prependListener('connection', (socket) =>
    Object.defineProperty(socket, 'remoteAddress', { value: from.shift() }),
  )
  const calls: RawCall[] = []
  for (let at = 0; at < 4; at += 1) calls.push(await rawCall(url))

  await calls[2]?.ended
  calls[3]?.write(postHead('/', { 'content-length': 2 }) + 'xy')
  await calls[3]?.until('length 2')

  expect(calls.map(({ socket }) => socket.destroyed)).toEqual([false, false, true, false])
})

test('R11.7 the proxy that is named has as many as there are at all', async () => {
  const proxies = readProxies('127.0.0.0/8')
  const url = await serve({ connectionsOfAddress: 1, connections: 4 }, proxies ?? NO_PROXIES)
  const calls = await Promise.all(Array.from({ length: 4 }, () => rawCall(url)))

  await (
    await rawCall(url)
  ).ended

  expect(calls.map(({ socket }) => socket.destroyed)).toEqual([false, false, false, false])
})
