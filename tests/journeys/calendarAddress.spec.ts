import { expect, test } from '@playwright/test'
import { demoPassword, demoPractitioners } from '../../scripts/demo/clinic.ts'
import { calendarEntries } from '../support/calendarEntries.ts'
import { expectAccessible } from './support/accessible.ts'
import { dayAhead, FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { openDesk } from './support/openDesk.ts'
import { account, opensAccount } from './support/staffAccount.ts'

/** Dr Lee reads on his own telephone when he has visits: from the online service, by a secret address (R11.1). */
let house: House
let desk: FrontDesk
let room: FrontDesk
const [lee] = demoPractitioners

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
  room = await FrontDesk.open(browser, house, house.secondDeskUrl())
  await room.signIn({ email: lee?.email ?? '', password: demoPassword })
})
test.afterAll(async () => {
  await room.close()
  await desk.close()
  await house.close()
})

/** An address that is asked without end has its limit (R11.7). */
const EVERY_SECOND = { intervals: [1_000], timeout: 20_000 }

/** As a calendar program does it: no page, no cookie. */
const opens = async (address: string) => {
  const response = await fetch(address)
  return { status: response.status, text: await response.text() }
}

test('R11.1 a practitioner’s calendar program reads when they are busy and nothing else, until the address is changed or they leave', async () => {
  const { page } = room
  const panel = page.getByRole('region', { name: 'Calendar address' })
  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('button', { name: 'Amir Lee' }).click()
  await page.getByRole('menuitem', { name: 'Your account' }).click()
  await expect(panel.getByText('Off', { exact: true })).toBeVisible()
  await panel.getByRole('button', { name: 'Turn on' }).click()
  await expect(panel.getByText(/^On since/)).toBeVisible()
  await expectAccessible(page)
  const first = await panel.getByRole('group', { name: 'The address' }).innerText()
  expect(first).toMatch(new RegExp(`^${house.endpointUrl()}/feed/[0-9a-f-]{36}/[\\w-]{43}\\.ics$`))
  expect(calendarEntries((await opens(first)).text)).toEqual([])

  await desk.addPatient({ givenName: 'Klara', familyName: 'Novotná', fullName: 'Klara Novotná' })
  const visit = { patient: 'Klara Novotná', practitioner: 'Amir Lee', service: 'Naturopathic follow-up' }
  await desk.book({ ...visit, time: '10:00', daysAhead: 5, send: false })
  await expect.poll(async () => calendarEntries((await opens(first)).text).length, EVERY_SECOND).toBe(1)
  const { text } = await opens(first)

  const at = new Date(`${dayAhead(5)} 10:00 GMT-0800`).getTime()
  const [entry] = calendarEntries(text)
  // Ten at the clinic, in summer or in winter time.
  expect([at, at - 3_600_000]).toContain(Date.parse(entry?.from ?? ''))
  expect(entry?.summary).toBe('Busy')
  for (const told of ['Klara', 'Novotn', 'Lee', 'Naturopathic', 'Harbour']) expect(text).not.toContain(told)

  await panel.getByRole('button', { name: 'Change address' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Change address' }).click()
  await expect(panel.getByRole('group', { name: 'The address' })).not.toHaveText(first)
  await expect(panel.getByText(/^On since/)).toBeVisible()
  const second = await panel.getByRole('group', { name: 'The address' }).innerText()
  const unknown = await opens(`${first.slice(0, -5)}A.ics`)
  await expect.poll(async () => (await opens(first)).status, EVERY_SECOND).toBe(404)
  expect(await opens(first)).toEqual(unknown)
  expect(calendarEntries((await opens(second)).text)).toHaveLength(1)

  await opensAccount(desk, 'Amir Lee')
  await account(desk, 'Amir Lee').getByRole('button', { name: 'Deactivate' }).click()
  await desk.page
    .getByRole('dialog')
    .getByRole('button', { name: /Deactivate/ })
    .click()
  await expect.poll(async () => (await opens(second)).status, EVERY_SECOND).toBe(404)
  const logged = house.logLines().join('\n')
  for (const address of [first, second]) expect(logged).not.toContain(address.split('/').at(-1))
})
