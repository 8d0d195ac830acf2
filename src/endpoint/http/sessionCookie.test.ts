import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { readSessionToken, writeSessionToken } from './sessionCookie.ts'

const TOKEN = 'A'.repeat(43)
const app = new Hono()
  .get('/read', (c) => c.json(readSessionToken(c)))
  .get('/write', (c) => {
    writeSessionToken(c, TOKEN)
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
