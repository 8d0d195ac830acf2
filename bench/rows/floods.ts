import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { PROTOCOL_VERSION } from '../../src/shared/contract/sync.ts'
import { newId } from '../../src/main/core/system.ts'
import type { Bench, Row } from '../row.ts'
import { inWords, times } from '../support/measure.ts'

const SCRIPT = fileURLToPath(new URL('../support/measuredEndpoint.ts', import.meta.url))
const MEGABYTE = 1024 * 1024
const BODIES = 80
const BODY = Buffer.alloc(12 * MEGABYTE, 'x')
const TRICKLED = 150
const GUESSES = 2_000

/** R11.7: what an endpoint in a process of its own spends on whoever is nobody, beside the same time when it is quiet. */
export const floods: Bench = {
  name: 'Floods of the endpoint',
  run: async () => [
    await row(`${BODIES} anonymous bodies of 12 MB at once`, sendBodies, '≤ 1 s, + ≤ 64 MB'),
    await row(`${TRICKLED} requests of a byte a second, until the last is cut`, trickle, 'cut in ≤ 15 s'),
    await row(`${GUESSES.toLocaleString('en')} wrong codes and passwords from one address`, guess, '≤ 5 s, + ≤ 64 MB'),
  ],
}

type Flood = (url: string) => Promise<void>

async function row(what: string, flood: Flood, target: string): Promise<Row> {
  const ours = await measure(flood)
  const quiet = await measure(() => new Promise((resolve) => setTimeout(resolve, ours.seconds * 1000)))
  return {
    what,
    ours: inFigures(ours),
    yardstick: `quiet: ${inFigures(quiet)}`,
    ratio: times(ours.p95 / quiet.p95),
    target,
  }
}

type Measured = {
  readonly seconds: number
  readonly processorSeconds: number
  readonly grownBytes: number
  /** Of somebody else's call meanwhile, in milliseconds. */
  readonly p95: number
}

function inFigures({ seconds, processorSeconds, grownBytes, p95 }: Measured): string {
  const grown = Math.round(grownBytes / MEGABYTE)
  return `${processorSeconds.toFixed(2)} s of ${seconds.toFixed(1)} s, + ${grown} MB, others’ p95 ${inWords(p95)}`
}

const Started = z.object({ url: z.url() })
const Used = z.object({ processorSeconds: z.number(), bytes: z.number(), mostBytes: z.number() })

async function measure(flood: Flood): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'))
  const child = fork(SCRIPT, [join(folder, 'endpoint.db')])
  const next = async <T>(schema: z.ZodType<T>): Promise<T> => {
    const told: unknown[] = await once(child, 'message')
    return schema.parse(told[0])
  }
  try {
    const { url } = await next(Started)
    const used = () => {
      const answer = next(Used)
      child.send('used')
      return answer
    }
    for (let warming = 0; warming < 50; warming++) await callOfAnother(url)
    const before = await used()
    const startedAt = performance.now()
    let isOver = false
    const flooding = flood(url).finally(() => (isOver = true))
    const taken: number[] = []
    do taken.push(await callOfAnother(url))
    while (!isOver)
    await flooding
    const seconds = (performance.now() - startedAt) / 1000
    const after = await used()
    taken.sort((a, b) => a - b)
    return {
      seconds,
      processorSeconds: after.processorSeconds - before.processorSeconds,
      grownBytes: Math.max(0, after.mostBytes - before.bytes),
      p95: taken[Math.floor(taken.length * 0.95)] ?? 0,
    }
  } finally {
    child.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns milliseconds; the pause after it is not among them */
async function callOfAnother(url: string): Promise<number> {
  const startedAt = performance.now()
  await (await fetch(`${url}/health`)).text()
  const taken = performance.now() - startedAt
  await new Promise((resolve) => setTimeout(resolve, 10))
  return taken
}

const PATHS = ['/api/sync/push', '/api/portal/invitation/look', '/api/portal/forms/submit']

async function sendBodies(url: string): Promise<void> {
  await Promise.all(Array.from({ length: BODIES }, (_, n) => send(url, PATHS[n % PATHS.length] ?? '', BODY)))
}

/** One connection, whose body is written until the endpoint ends it. */
async function send(url: string, path: string, body: Buffer): Promise<void> {
  const socket = begin(url, path, body.length)
  socket.write(body)
  await closed(socket)
}

async function trickle(url: string): Promise<void> {
  await Promise.all(
    Array.from({ length: TRICKLED }, async (_, n) => {
      const socket = begin(url, PATHS[1 + (n % 2)] ?? '', 10_000)
      const timer = setInterval(() => socket.write('x'), 1_000)
      await closed(socket)
      clearInterval(timer)
    }),
  )
}

/** Whether it was ended or reset. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()))
}

function begin(url: string, path: string, length: number): Socket {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => undefined)
  socket.resume()
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: x\r\nx-anteroom-protocol: ${PROTOCOL_VERSION}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`,
  )
  return socket
}

async function guess(url: string): Promise<void> {
  const clinicId = newId()
  const lanes = Array.from({ length: 20 }, async () => {
    for (let n = 0; n < GUESSES / 40; n++) {
      await call(url, 'invitation/lookByCode', { clinicId, token: newId() })
      await call(url, 'session/signIn', { clinicId, email: `${newId()}@example.test`, auth: newId() })
    }
  })
  await Promise.all(lanes)
}

async function call(url: string, path: string, input: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/api/portal/${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ json: input }),
  })
  await response.text()
}
