import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ConfigurationError, readConfiguration } from './configuration.ts'
import { makeMailKey, readMailKey } from './mailKey.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const COMPLETE = {
  ANTEROOM_SQLITE_FILE: 'endpoint.sqlite',
  ANTEROOM_MAIL_KEY_FILE: 'mail.key',
  ANTEROOM_SMTP_URL: 'smtp://user:hunter2@mail.example.test',
  ANTEROOM_MAIL_FROM: 'portal@example.test',
  ANTEROOM_PUBLIC_URL: 'https://portal.example.test',
  ANTEROOM_PORT: '8080',
  ANTEROOM_PORTAL_FILES: 'out/portal',
}

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'anteroom-main-'))
})
afterAll(() => rm(directory, { recursive: true }))

test('every variable that is missing or wrong is named, and no value is shown', () => {
  expect(() => readConfiguration({})).toThrow(ConfigurationError)
  for (const name of Object.keys(COMPLETE)) {
    const incomplete = { ...COMPLETE, [name]: '' }
    expect(() => readConfiguration(incomplete)).toThrow(`${name} is missing`)
  }
  const wrong = { ...COMPLETE, ANTEROOM_SMTP_URL: 'http://user:hunter2@mail', ANTEROOM_PORT: 'eighty' }
  expect(() => readConfiguration(wrong)).toThrow(/ANTEROOM_SMTP_URL is not valid[^]*ANTEROOM_PORT is not valid/)
  expect(() => readConfiguration(wrong)).not.toThrow(/hunter2/)
})

test('R11.4 DATABASE_URL takes PostgreSQL, else a file takes SQLite', () => {
  expect(readConfiguration(COMPLETE).database).toEqual({ kind: 'sqlite', file: 'endpoint.sqlite' })
  const url = 'postgres://anteroom@db.example.test/anteroom'
  expect(readConfiguration({ ...COMPLETE, DATABASE_URL: url }).database).toEqual({ kind: 'postgres', url })
})

test('R11.7 the proxy that is believed is named by its address or network, and by nothing else', () => {
  const proxies = (list: string) => readConfiguration({ ...COMPLETE, ANTEROOM_TRUSTED_PROXY: list }).trustedProxies
  expect(proxies('10.1.0.0/16').has('10.1.2.3')).toBe(true)
  expect(proxies('').has('10.1.2.3')).toBe(false)
  expect(() => proxies('1')).toThrow('ANTEROOM_TRUSTED_PROXY is not valid')
})

test('R9.4 the mail key is made once, for its owner only, and refused when others can read it', async () => {
  const file = join(directory, 'once.key')
  await makeMailKey(file)
  const made = await readFile(file, 'utf8')

  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readMailKey(file)).toMatch(/^AGE-SECRET-KEY-1/)
  await expect(makeMailKey(file)).rejects.toThrow('it exists')
  expect(await readFile(file, 'utf8')).toBe(made)

  await chmod(file, 0o640)
  await expect(readMailKey(file)).rejects.toThrow('readable by others')
  await expect(readMailKey(join(directory, 'none.key'))).rejects.toThrow('keygen')
  const empty = join(directory, 'empty.key')
  await writeFile(empty, 'nothing', { mode: 0o600 })
  await expect(readMailKey(empty)).rejects.toThrow('no age identity')
})

test('keygen, pair and serve work from the command line, and SIGTERM ends the service cleanly', async () => {
  const env = {
    ...process.env,
    ...COMPLETE,
    ANTEROOM_SQLITE_FILE: join(directory, 'endpoint.sqlite'),
    ANTEROOM_MAIL_KEY_FILE: join(directory, 'mail.key'),
    ANTEROOM_PORT: '0',
    ANTEROOM_PORTAL_FILES: directory,
  }
  const run = (...words: string[]) => promisify(execFile)(process.execPath, [MAIN, ...words], { env })
  await expect(run('serve')).rejects.toThrow('names no file')
  await run('keygen')
  expect((await run('pair')).stdout).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}\n$/)
  await expect(run('pair', 'nonsense')).rejects.toThrow('The clinic id is none')
  await expect(run('dance')).rejects.toThrow('keygen')

  const service = spawn(process.execPath, [MAIN, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: unknown[] = await once(createInterface(service.stdout), 'line')
  const { url } = z.object({ url: z.string() }).parse(JSON.parse(String(lines[0])))
  expect((await fetch(`${url}/health`)).status).toBe(200)
  service.kill('SIGTERM')
  expect(await once(service, 'exit')).toEqual([0, null])
})
