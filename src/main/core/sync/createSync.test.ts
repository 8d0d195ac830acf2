import { expect, test } from 'vitest'
import { openClinic } from '../testing/openClinic.ts'
import { pretendPaired } from '../testing/patientActs.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'

const HOTEL_PAGE = '<!doctype html><title>Welcome to the hotel</title>'

test('a desk that is not paired asks nobody and says so', async () => {
  let requests = 0
  await using clinic = await openClinic({
    fetch: () => {
      requests += 1
      return Promise.reject(new TypeError('fetch failed'))
    },
  })

  await clinic.core.sync.now()

  expect(clinic.core.sync.status()).toMatchObject({ state: 'notPaired', because: null })
  expect(requests).toBe(0)
})

test.each([
  ['no connection', () => Promise.reject(new TypeError('fetch failed')), 'unreachable'],
  ['a hotel page', () => Promise.resolve(page(HOTEL_PAGE, 200)), 'captivePortal'],
  ['a redirect to a hotel page', () => Promise.resolve(Response.redirect('https://hotel.example')), 'captivePortal'],
  ['a broken gateway', () => Promise.resolve(page('<h1>502 Bad Gateway</h1>', 502)), 'unreachable'],
])('R10.5 with %s the desk works on and says what is wrong', async (_, answer, because) => {
  await using clinic = await openClinic({ fetch: answer })
  await pretendPaired(clinic)

  const patient = await clinic.addPatient('Ana Ruiz')
  await clinic.context.db.transaction().execute((tx) => markRecordsDue(tx, clinic.context, patient.id))
  await clinic.core.sync.now()

  expect(clinic.core.sync.status()).toMatchObject({ state: 'offline', because, waiting: 1, lastAt: null })
})

test('closing ends a request that nobody answers', async () => {
  const asked = Promise.withResolvers<AbortSignal>()
  const clinic = await openClinic({
    fetch: (input) =>
      new Promise((_, reject) => {
        if (!(input instanceof Request)) return
        input.signal.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')))
        asked.resolve(input.signal)
      }),
  })
  await pretendPaired(clinic)
  const cycle = clinic.core.sync.now()
  const signal = await asked.promise

  await clinic.close()

  await cycle
  expect(signal.aborted).toBe(true)
  expect(clinic.logLines.map(({ event }) => event)).not.toContain('sync.cycleFailed')
})

function page(html: string, status: number): Response {
  return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
}
