import { expect, test } from '@playwright/test'
import { DAY, HOUR } from '../../src/shared/domain/time.ts'
import { until } from '../support/until.ts'
import { expectAccessible } from './support/accessible.ts'
import { booker, BookingPhone } from './support/bookingPhone.ts'
import { goesTo, inGrid } from './support/dayBlocks.ts'
import { dayAhead, FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { pageToBook, sellOnline } from './support/onlineSale.ts'
import { Phone } from './support/phone.ts'

/** Reminders leave with the desk off, of what still stands, and are answered with one press. */
let house: House
let desk: FrontDesk

const ANA = 'ana@example.com'
const BEN = 'ben@example.com'
const sam = booker('Sam')
const visit = { service: 'Physiotherapy', practitioner: 'Lena Park', send: true } as const

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  house.setMorning()
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.setUndoSeconds(0)
  await sellOnline(house)
  await desk.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz', email: ANA })
  await desk.addPatient({ givenName: 'Ben', familyName: 'Ito', fullName: 'Ben Ito', email: BEN })
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const laidUp = () =>
  house.behindTheEndpoint(async (db) => {
    const rows = await db.selectFrom('mail').select('id').where('is_reminder', '=', 1).execute()
    return rows.length
  })
const hasLaidUp = (count: number) => until(async () => (await laidUp()) === count, `${count} reminders at the endpoint`)
const reminders = (to: string) => house.smtp.subjectsTo(to).filter((subject) => subject.startsWith('Reminder of'))

test('R9.1 with the desk off each is reminded once of what stands, and nobody of what was moved or cancelled online', async ({
  browser,
}) => {
  await desk.book({ ...visit, patient: 'Ana Ruiz', time: '9:00', daysAhead: 7 })
  await desk.book({ ...visit, patient: 'Ben Ito', time: '10:00', daysAhead: 7 })
  await hasLaidUp(2)
  const at = await BookingPhone.at(browser, await pageToBook(house))
  await at.choosesService('Physiotherapy')
  await at.seesTimes()
  await at.looksAheadAWeek()
  await at.looksAheadAWeek()
  await at.choosesTime(0)
  await at.holds()
  await at.types(sam)
  await at.books()
  await hasLaidUp(3)

  await desk.close()
  await house.stopDesk()
  await at.button('Go to my visits').click()
  await at
    .button(/Physiotherapy/)
    .first()
    .click()
  await at.button('Cancel the visit').click()
  await at.button('Cancel the visit').click()
  await expect(at.page.getByText('Cancelled. An e-mail says so too.')).toBeVisible()
  await house.passAtEndpoint(6 * DAY - HOUR)
  expect(reminders(ANA)).toEqual([])
  for (let hours = 0; hours < 9 * 24; hours += 3) await house.passAtEndpoint(3 * HOUR)

  expect([reminders(ANA).length, reminders(BEN).length, reminders(sam.email).length]).toEqual([1, 1, 0])
  await at.close()
})

test('R9.1 “I will come” is one press, which no scanner makes; the desk shows it', async ({ browser }) => {
  house.setMorning()
  await house.passAtEndpoint(6 * DAY + HOUR)
  const letters = [await house.smtp.nextTo(ANA), await house.smtp.nextTo(ANA)]
  const link = /\S+\/come#\w+/.exec(letters[1]?.text ?? '')?.[0] ?? ''
  const scanner = await Phone.open(browser)
  await fetch(link)
  await fetch(link, { method: 'HEAD' })
  await scanner.page.goto(link)
  await expect(scanner.page.getByRole('button', { name: 'I will come' })).toBeVisible()
  // The desk booked it, so the clinic is called.
  await expect(scanner.page.getByRole('button', { name: 'Move or cancel online' })).toHaveCount(0)
  await expect(scanner.page.getByRole('link', { name: /^Call / })).toBeVisible()
  await expectAccessible(scanner.page)
  const answered = () =>
    house.behindTheEndpoint(
      async (db) =>
        (await db.selectFrom('reminder').select('id').where('answered_at', 'is not', null).execute()).length,
    )
  expect(await answered()).toBe(0)
  await scanner.close()

  const phone = await Phone.open(browser)
  await phone.page.goto(link)
  await phone.page.getByRole('button', { name: 'I will come' }).click()
  await expect(phone.heading('The clinic knows that you will come')).toBeVisible()
  await expect(phone.page.getByText('Times are shown in the clinic’s time zone')).toBeVisible()
  await expect(phone.page).not.toHaveURL(/#/)
  await phone.page.goto(link)
  await phone.page.reload()
  await expect(phone.heading('The clinic knows that you will come')).toBeVisible()
  await expect(phone.page.getByRole('button', { name: 'I will come' })).toHaveCount(0)
  expect(await answered()).toBe(1)
  await house.passAtEndpoint(2 * DAY)
  await phone.page.goto(link)
  await phone.page.reload()
  await expect(phone.heading('This visit has begun or is over')).toBeVisible()
  await phone.close()

  house.setMorning()
  await house.startDesk()
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await until(
    async () =>
      (
        await house
          .core()
          .context.db.selectFrom('reminder')
          .select('mail_id')
          .where('answered_at', 'is not', null)
          .execute()
      ).length === 1,
    'the desk to hear the answer',
  )
  await desk.goTo('Calendar')
  await desk.page.keyboard.press('n')
  const panel = desk.page.getByRole('complementary', { name: 'New appointment' })
  await panel.getByRole('textbox', { name: 'Day' }).fill(dayAhead(7))
  await panel.getByRole('textbox', { name: 'Time' }).focus()
  await panel.getByRole('button', { name: 'Cancel' }).click()
  await goesTo(inGrid(desk.page, 'Ana Ruiz'))
  await inGrid(desk.page, 'Ana Ruiz').press('Enter')
  await expect(
    desk.page.getByRole('complementary', { name: 'Appointment' }).getByText('Says: will come', { exact: true }),
  ).toBeVisible()
})
