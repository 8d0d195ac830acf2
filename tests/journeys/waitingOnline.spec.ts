import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { booker, BookingPhone } from './support/bookingPhone.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { pageToBook, sellOnline } from './support/onlineSale.ts'
import { openDesk } from './support/openDesk.ts'
import { waitingPanel } from './support/waitingList.ts'

/** None of the free times suits: the waiting list, asked for online (R6.2). */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
  await sellOnline(house)
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const HOSTILE = '<img src=x onerror="alert(1)"> ‮after work'

test('R6.2 whom no free time suits asks for the waiting list, once a login says who it is; the desk has them on it and in the Inbox', async ({
  browser,
}) => {
  const at = await BookingPhone.at(browser, await pageToBook(house, 'Massage 60'))
  const { page, phone } = at
  await page.setViewportSize({ width: 360, height: 740 })
  await at.seesTimes()
  const room = page
    .locator('.pt-day')
    .evaluateAll((days) =>
      days.map((day) => day.clientWidth - (day.lastElementChild?.getBoundingClientRect().width ?? 0)),
    )
  expect(Math.min(...(await room))).toBeGreaterThanOrEqual(6)
  await at.button('None of these suits: join the waiting list').click()
  await expect(phone.heading('Wait for another time')).toBeVisible()
  await expect(page.getByText(/^The waiting list needs a login: /)).toBeVisible()
  await expect(at.button('I have a login: sign in')).toBeVisible()
  await expect(at.button('Join the waiting list')).toHaveCount(0)
  await expectAccessible(page)
  await page.goBack()
  await at.looksAheadAWeek()
  await at.choosesTime(0)
  await at.holds()
  const nadia = booker('Nadia')
  await at.types(nadia)
  await at.books()
  await house.smtp.nextTo(nadia.email)

  await at.button('Go to my visits').click()
  // Whose login it is, the page knows from the desk.
  await house.exchanged()
  await page.reload()
  await expect(at.button(/Massage 60/)).toBeVisible()
  await expect(page.getByText('The clinic has not seen it yet')).toHaveCount(0)
  await at.button('Book a visit').click()
  await at.choosesService('Massage 60')
  await at.seesTimes()
  await at.button('None of these suits: join the waiting list').click()
  await expect(page.getByRole('radio', { name: /Nadia/ })).toBeChecked()
  await expect(page.getByRole('radio', { name: 'Somebody new in the family' })).toHaveCount(0)
  await expect(page.getByRole('radio', { name: 'It is another visit' })).toBeChecked()
  const moves = page.getByRole('radio', { name: /^My visit of .*, \d\d:\d\d moves to it$/ })
  await moves.check()
  await page.getByRole('checkbox', { name: 'Evening' }).check()
  await page.getByRole('checkbox', { name: 'Thursday' }).check()
  const until = page.getByRole('group', { name: 'Not after' })
  await until.getByLabel('Day').fill('31')
  await until.getByLabel('Month').fill('2')
  await until.getByLabel('Year').fill('2098')
  await at.button('Join the waiting list').click()
  await expect(page.getByText('There is no such day. It may be left empty.')).toBeVisible()
  await until.getByLabel('Month').fill('12')
  await expect(page.getByText('There is no such day. It may be left empty.')).toHaveCount(0)
  await page.getByLabel('Anything else?').fill(HOSTILE)
  await page.reload()
  await expect(page.getByRole('checkbox', { name: 'Evening' })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Thursday' })).toBeChecked()
  await expect(until.getByLabel('Year')).toHaveValue('2098')
  await expect(page.getByLabel('Anything else?')).toHaveValue(HOSTILE)
  await expect(page.getByRole('radio', { name: /Nadia/ })).toBeChecked()
  await expect(moves).toBeChecked()
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await at.button('Join the waiting list').click()
  await expect(phone.heading('The clinic has your request')).toBeVisible()
  await page.reload()
  await expect(phone.heading('The clinic has your request')).toBeVisible()
  await expectAccessible(page)
  await at.button('Go to my visits').click()
  await expect(at.button(/Massage 60/)).toBeVisible()
  await at.close()

  await desk.goTo('Calendar')
  const entry = waitingPanel(desk).getByRole('button', { name: /^Nadia Benali.* Change/ })
  await expect(entry).toContainText(
    /Massage 60, anyone, Thu, evenings, until 31 Dec 2098, instead of \S+ \d+ \S+, \d\d:\d\d/,
  )
  await desk.goTo('Inbox')
  await desk.page
    .getByRole('button', { name: /Waiting list, asked online/ })
    .first()
    .click()
  await expect(desk.page.getByText(HOSTILE, { exact: true })).toBeVisible()
  await expect(desk.page.getByText('They are on the waiting list now.')).toBeVisible()
  await desk.page.getByRole('link', { name: 'Show the waiting list' }).click()
  await expect(entry).toBeVisible()
})
