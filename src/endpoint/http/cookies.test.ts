import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { readDeviceToken, readSessionToken, writeDeviceToken, writeSessionToken } from './cookies.ts'

const TOKEN = 'A'.repeat(43)
const app = new Hono()
  .get('/read', (c) => c.json(readSessionToken(c)))
  .get('/write', (c) => {
    writeSessionToken(c, TOKEN)
    return c.body(null)
  })
  .get('/device', (c) => c.json(readDeviceToken(c)))
  .get('/know', (c) => {
    writeDeviceToken(c, TOKEN)
    return c.body(null)
  })
  .get('/end', (c) => {
    writeSessionToken(c, null)
    return c.body(null)
  })

const read = async (cookie: string | null): Promise<unknown> =>
  (await app.request('/read', { headers: cookie === null ? {} : { cookie } })).json()
const written = async (path: string) => (await app.request(path)).headers.getSetCookie()

test('a session’s cookie is found among others, and nothing else passes for one', async () => {
  expect(await read(`theme=dark; __Host-anteroom=${TOKEN}; x=1`)).toBe(TOKEN)
  expect(await read(`anteroom=${TOKEN}`)).toBeNull()
  expect(await read(`__Secure-anteroom=${TOKEN}`)).toBeNull()
  expect(await read(null)).toBeNull()
})

test('it goes to this host alone, over a secure connection, to no script, and ends with the browser', async () => {
  const [cookie = '', ...others] = await written('/write')
  const [pair, ...flags] = cookie.split('; ')

  expect(others).toEqual([])
  expect(pair).toBe(`__Host-anteroom=${TOKEN}`)
  expect(flags.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure'])
  expect(await written('/end')).toEqual([expect.stringMatching(/^__Host-anteroom=; .*Max-Age=0/)])
})

test('R11.7 what a browser is known by stays for 400 days, to no script and no other host', async () => {
  const [cookie = '', ...others] = await written('/know')
  const [pair, ...flags] = cookie.split('; ')

  expect(others).toEqual([])
  expect(pair).toBe(`__Host-anteroom-device=${TOKEN}`)
  const seconds = 400 * 24 * 60 * 60
  expect(flags.sort()).toEqual(['HttpOnly', `Max-Age=${seconds}`, 'Path=/', 'SameSite=Strict', 'Secure'])
})

test('R11.7 only what an endpoint gives out makes a browser known', async () => {
  const device = async (value: string): Promise<unknown> =>
    (await app.request('/device', { headers: { cookie: `__Host-anteroom-device=${value}` } })).json()

  expect(await device(TOKEN)).toBe(TOKEN)
  expect(await device('short')).toBeNull()
  expect(await device(`${TOKEN}A`)).toBeNull()
})
