import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Below what Linux, macOS and Windows give to outgoing connections as they come: a port of those is taken by somebody
 * else's call while a test's server is down for a moment.
 */
const FIRST = 20_000
const LAST = 29_999

/** A port of this machine that nobody listens on, to be listened on again and again. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST + 1)
    if (await isFree(port)) return port
  }
}

/** The first of as many ports in a row that nobody listens on. */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = randomInt(FIRST, LAST - count)
    const ports = Array.from({ length: count }, (_, index) => first + index)
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first
  }
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
