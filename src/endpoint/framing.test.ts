import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeSale } from './testing/booking.ts'
import { pairDesk, startClinic, type TestClinic } from './testing/clients.ts'

const SITES = ['https://elm-street.example', 'https://www.elm-street.example:8443']

describe('where the booking page may stand', () => {
  let running: TestClinic['running']
  let desk: TestClinic['desk']
  let stop: TestClinic['stop']
  let portalFiles: string
  beforeAll(async () => {
    portalFiles = await mkdtemp(join(tmpdir(), 'anteroom-portal-'))
    await writeFile(join(portalFiles, 'index.html'), '<!doctype html><title>Portal</title>')
    await writeFile(join(portalFiles, 'book.html'), '<!doctype html><title>Booking</title>')
    ;({ running, desk, stop } = await startClinic('sqlite', { portalFiles }))
    await desk.push({ kind: 'sale.put', sale: { ...makeSale().sale, frameSites: SITES } })
    await desk.push({ kind: 'clinic.name', name: 'elm-street' })
  })
  afterAll(async () => {
    await stop()
    await rm(portalFiles, { recursive: true })
  })

  async function framing(path: string) {
    const page = await fetch(`${running.url}${path}`)
    const policy = page.headers.get('content-security-policy') ?? ''
    return {
      status: page.status,
      ancestors: /frame-ancestors ([^;]*)/.exec(policy)?.[1],
      options: page.headers.get('x-frame-options'),
      isStrict: policy.includes("default-src 'none'") && policy.includes("require-trusted-types-for 'script'"),
    }
  }

  test('R6.3 the booking page stands in a frame of the sites that its clinic names, by either address', async () => {
    const paths = ['/book', '/book/', '/book?service=1', '/book/time'].map((rest) => `/c/${desk.clinicId}${rest}`)

    for (const path of [...paths, '/elm-street/book', '/Elm-Street/book/']) {
      expect(await framing(path), path).toEqual({
        ...{ status: 200, ancestors: SITES.join(' '), options: null, isStrict: true },
      })
    }
  })

  test('R6.3 where one books the page names the scripts of booking, which no other page waits for', async () => {
    const titleAt = async (path: string) =>
      /<title>(.*)<\/title>/.exec(await (await fetch(`${running.url}${path}`)).text())?.[1]
    const here = `/c/${desk.clinicId}`

    expect(await titleAt(`${here}/book?service=1`)).toBe('Booking')
    expect(await titleAt('/elm-street/book')).toBe('Booking')
    expect(await titleAt(`${here}/open`)).toBe('Portal')
    expect(await titleAt('/elm-street')).toBe('Portal')
    expect((await fetch(`${running.url}/book.html`)).status).toBe(404)
  })

  test('R6.3 no other page stands in any frame, nor does the booking page of a clinic that names no site', async () => {
    const other = await pairDesk(running)
    await other.push({ kind: 'sale.put', sale: makeSale().sale })
    const here = `/c/${desk.clinicId}`
    const pages = [
      here,
      `${here}/`,
      `${here}/books`,
      `${here}/open`,
      `${here}/confirm`,
      '/elm-street',
      `/c/${other.clinicId}/book`,
    ]

    for (const path of [...pages, '/nobodys-name/book', `${here}/account/book`]) {
      const { ancestors, options, isStrict } = await framing(path)
      expect([ancestors, options, isStrict], path).toEqual(["'none'", 'DENY', true])
    }
    await desk.push({ kind: 'sale.put', sale: null })
    expect(await framing(`${here}/book`)).toMatchObject({ status: 200, ancestors: "'none'" })
  })
})
