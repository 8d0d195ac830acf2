import { expect, test, type Browser } from '@playwright/test'
import { booker, BookingPhone } from './support/bookingPhone.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { pageToBook, sellOnline } from './support/onlineSale.ts'
import { openDesk } from './support/openDesk.ts'

/** Booking online, from the desk's side (R6.4, R6.5). */
const ANA = {
  fullName: 'Ana Ruiz',
  givenName: 'Ana',
  familyName: 'Ruiz',
  birthOn: '12 March 1985',
  phone: '604 555 0134',
}
const NADIA = {
  fullName: 'Nadia Benali',
  givenName: 'Nadia',
  familyName: 'Benali',
  birthOn: '14 July 1991',
  phone: '604 555 0192',
}
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
  await sellOnline(house)
  await desk.addPatient(ANA)
  await desk.addPatient(NADIA)
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

/** A telephone that has chosen the first free time of a later week. */
async function choosesATime(browser: Browser) {
  const at = await BookingPhone.at(browser, await pageToBook(house, 'Massage 60'))
  await at.seesTimes()
  await at.looksAheadAWeek()
  const time = await at.choosesTime(0)
  const on = new URL(at.page.url()).searchParams.get('on') ?? ''
  return { at, on, time }
}

/** Everything typed besides. */
async function holdsATime(browser: Browser) {
  const { at, on, time } = await choosesATime(browser)
  await at.holds()
  await at.types(booker('Nadia'))
  return { at, on, time }
}

async function fillsInFor(patient: string, { on, time }: { readonly on: string; readonly time: string }) {
  const panel = await desk.fillBooking({
    ...{ patient, service: 'Massage 60', practitioner: 'Rosa Díaz', daysAhead: 7, time },
    send: false,
  })
  await panel.getByRole('textbox', { name: 'Day' }).fill(on)
  await panel.getByRole('textbox', { name: 'Time' }).fill(time)
  return panel
}

test('R6.4 two telephones and the receptionist want one hour at one second: one has it, the others the next ones', async ({
  browser,
}) => {
  const { at: one, on, time } = await choosesATime(browser)
  const { at: other } = await choosesATime(browser)
  const phones = [one, other]
  const panel = await fillsInFor('Ana Ruiz', { on, time })
  const save = panel.getByRole('button', { name: 'Save', exact: true })

  await Promise.all([save.click(), ...phones.map((at) => at.button(/^Hold /).click())])

  const isHeld = (at: BookingPhone) => at.phone.heading(/^Held for you until/)
  const isFaster = (at: BookingPhone) => at.page.getByText('Somebody was faster')
  for (const at of phones) await expect(isHeld(at).or(isFaster(at))).toBeVisible()
  const isTaken = panel.getByRole('alert').filter({ hasText: 'was booked online a moment ago' })
  const isBooked = desk.page.getByRole('alert').filter({ hasText: /Ana Ruiz booked/ })
  await expect(isTaken.or(isBooked)).toBeVisible()
  const winners = [await isBooked.count(), ...(await Promise.all(phones.map((at) => isHeld(at).count())))]
  expect(winners.toSorted()).toEqual([0, 0, 1])

  const nextOnPhone = (at: BookingPhone) => at.page.getByRole('alert').getByRole('button', { name: /^\d\d:\d\d/ })
  const nextAtDesk = panel.getByRole('group', { name: 'Next free' }).getByRole('button')
  const losers = phones.filter((_, n) => winners[n + 1] === 0)
  for (const at of losers) await expect(nextOnPhone(at).first()).toBeVisible()
  if (winners[0] === 0) {
    await expect(panel.getByRole('textbox', { name: 'Time' })).toHaveValue(time)
    await nextAtDesk.first().click()
    await save.click()
    await expect(isBooked).toBeVisible()
  } else {
    const [loser = one] = losers
    await nextOnPhone(loser).first().click()
    await expect(isHeld(loser)).toBeVisible()
  }
  for (const at of phones) await at.close()
})

test('R6.4 a time that a telephone holds is nobody else’s: the desk is offered the next ones, and keeps what was typed', async ({
  browser,
}) => {
  const { at, on, time } = await holdsATime(browser)

  const panel = await fillsInFor('Ana Ruiz', { on, time })
  await panel.getByRole('button', { name: 'Save', exact: true }).click()

  await expect(panel.getByText('online', { exact: false }).first()).toBeVisible()
  await expect(panel).toContainText('Ana Ruiz')
  await desk.discardBooking()
  await at.close()
})

test('R6.4 the line is down: one time is booked twice, is unconfirmed, and becomes a task with both telephone numbers', async ({
  browser,
}) => {
  const { at, on, time } = await holdsATime(browser)

  house.setNetwork('captivePortal')
  const panel = await fillsInFor('Ana Ruiz', { on, time })
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(panel).toBeHidden()
  await expect(desk.page.getByText('Unconfirmed').first()).toBeVisible()
  await at.books()
  house.setNetwork('up')
  await house.core().sync.now()

  await desk.seesInInbox('Two at once', 'Ana Ruiz')
  await desk.page.getByRole('main').getByRole('listitem').getByText('Two at once').first().click()
  await expect(desk.page.getByRole('main')).toContainText('604 555 0134')
  await expect(desk.page.getByRole('main')).toContainText('604 555 0192')
  await at.close()
})

test('R6.5 whoever booked online is put beside the chart that is likely theirs, and goes to it', async () => {
  const main = desk.page.getByRole('main')
  await desk.goTo('Inbox')
  await main.getByRole('listitem').getByText('Nadia Benali').first().click()

  await expect(main).toContainText('Very likely')
  await main.getByRole('button', { name: 'It is this one' }).first().click()
  await expect(desk.page.getByText('Nadia Benali’s booking is in the chart').first()).toBeVisible()

  const { page } = await desk.openWorkspace('Nadia Benali')
  await page.getByRole('tab', { name: 'Appointments' }).click()
  await expect(page.getByText('Massage 60').first()).toBeVisible()
  await page.close()
})
