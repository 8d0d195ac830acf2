import { expect, test, type Browser } from '@playwright/test'
import { DAY, HOUR } from '../../src/shared/domain/time.ts'
import { until } from '../support/until.ts'
import { expectAccessible } from './support/accessible.ts'
import { booker, BookingPhone } from './support/bookingPhone.ts'
import { goesTo, inGrid } from './support/dayBlocks.ts'
import { dayAhead, FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { pageToBook, sellOnline } from './support/onlineSale.ts'
import { Phone } from './support/phone.ts'

/** Whoever was reminded of a visit that is not as the e-mail said any more. */
let house: House
let desk: FrontDesk

const [ANA, BEN, CARA] = ['ana@example.com', 'ben@example.com', 'cara@example.com']
const sam = booker('Sam')
const visit = { service: 'Physiotherapy', practitioner: 'Lena Park', send: false } as const

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  house.setMorning()
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.setUndoSeconds(0)
  await desk.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz', email: ANA })
  await desk.addPatient({ givenName: 'Ben', familyName: 'Ito', fullName: 'Ben Ito', email: BEN })
  await desk.addPatient({ givenName: 'Cara', familyName: 'Okoro', fullName: 'Cara Okoro', email: CARA })
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

/** Ids of the reminders that wait at the endpoint. */
const laidUp = () =>
  house.behindTheEndpoint(async (db) => {
    const rows = await db.selectFrom('mail').select('id').where('is_reminder', '=', 1).execute()
    return rows.map(({ id }) => id)
  })
const hasLaidUp = (count: number) =>
  until(async () => (await laidUp()).length === count, `${count} reminders at the endpoint`)
const hasEnded = (count: number) =>
  until(
    () =>
      house.behindTheEndpoint(async (db) => {
        const ended = await db.selectFrom('reminder').select('id').where('ended_at', 'is not', null).execute()
        return ended.length === count
      }),
    `${count} reminders to end`,
  )
const reminders = (to: string) => house.smtp.subjectsTo(to).filter((subject) => subject.startsWith('Reminder of'))

/** Where the reminder's one button leads, once it has left; then it is this morning again. */
async function isReminded(email: string): Promise<string> {
  await house.passAtEndpoint(6 * DAY + 12 * HOUR)
  const { text } = await house.smtp.nextTo(email)
  house.setMorning()
  return /\S+\/come#\w+/.exec(text)?.[0] ?? ''
}

async function opensVisit(name: string): Promise<void> {
  const { page } = desk
  await desk.goTo('Calendar')
  await page.keyboard.press('n')
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await panel.getByRole('textbox', { name: 'Day' }).fill(dayAhead(7))
  await panel.getByRole('textbox', { name: 'Time' }).focus()
  await panel.getByRole('button', { name: 'Cancel' }).click()
  await goesTo(inGrid(page, name))
  await inGrid(page, name).press('Enter')
}

async function cancels(name: string): Promise<void> {
  await opensVisit(name)
  const panel = desk.page.getByRole('complementary', { name: 'Appointment' })
  await panel.getByRole('button', { name: 'Cancel appointment' }).click()
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Cancel appointment' }).click()
  await expect(inGrid(desk.page, name)).toHaveCount(0)
}

/** What the page behind the link says, and that there is nothing to say yes to. */
async function reads(browser: Browser, link: string, heading: string, text: RegExp): Promise<void> {
  const phone = await Phone.open(browser)
  await phone.page.goto(link)
  await expect(phone.heading(heading)).toBeVisible()
  await expect(phone.page.getByText(text)).toBeVisible()
  await expect(phone.page.getByRole('button', { name: 'I will come' })).toHaveCount(0)
  await expect(phone.page.getByRole('link', { name: /Call/ })).toBeVisible()
  await expectAccessible(phone.page)
  await phone.close()
}

test('R9.1 Settings show the reminder as it is sent, as a page and as text, in light and in dark', async () => {
  const { page } = desk
  await desk.goToSettings('E-mail')
  await page.getByText('The e-mail as it is sent').press('Enter')
  await expect(page.getByText(/^Reminder of your visit on .*, 10:00/)).toBeVisible()
  const mail = page.getByRole('img', { name: 'The e-mail as it is sent' })
  await expect(mail.getByText('I will come')).toBeVisible()
  const ground = () => mail.evaluate((element) => getComputedStyle(element).backgroundColor)
  const light = await ground()
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  expect(await ground()).toBe(light)
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'light' })

  await page.getByRole('radio', { name: 'Text' }).press('Space')
  await expect(page.locator('pre').filter({ hasText: /Will you come|I will come/ })).toContainText('/come#')
  await expectAccessible(page)
})

test('R9.1 of a visit that is on no sale the link of a reminder says that it is not as the e-mail says', async ({
  browser,
}) => {
  await desk.book({ ...visit, patient: 'Cara Okoro', time: '11:00', daysAhead: 7 })
  await hasLaidUp(1)
  const link = await isReminded(CARA)

  await cancels('Cara Okoro')
  await hasEnded(1)

  await reads(browser, link, 'This visit is not as the e-mail says', /The clinic has changed or cancelled it since/)
})

test('R9.1 the link of a reminder says that its visit was cancelled, and when one is that was moved', async ({
  browser,
}) => {
  await sellOnline(house)
  await desk.book({ ...visit, patient: 'Ana Ruiz', time: '9:00', daysAhead: 7 })
  await desk.book({ ...visit, patient: 'Ben Ito', time: '10:00', daysAhead: 7 })
  await hasLaidUp(2)
  const anas = await isReminded(ANA)
  const bens = await isReminded(BEN)

  await cancels('Ana Ruiz')
  await opensVisit('Ben Ito')
  await desk.page.keyboard.press('m')
  const form = desk.page.getByRole('form', { name: 'Move Ben Ito' })
  await form.getByRole('textbox', { name: 'Time' }).fill('14:00')
  await desk.page.keyboard.press('Control+Enter')
  await expect(form).toBeHidden()
  await hasEnded(3)

  await reads(browser, anas, 'This visit is cancelled', /09:00, with Lena Park: it does not take place/)
  await reads(browser, bens, 'This visit has another time now', /It is on .*14:00/)
  await hasLaidUp(1)
})

test('R9.1 a visit moved online with the desk off is reminded of at its new time alone, once the desk is back', async ({
  browser,
}) => {
  const before = new Set(await laidUp())
  const at = await BookingPhone.at(browser, await pageToBook(house))
  await at.choosesService('Physiotherapy')
  await at.seesTimes()
  await at.looksAheadAWeek()
  await at.choosesTime(0)
  await at.holds()
  await at.types(sam)
  await at.books()
  await hasLaidUp(before.size + 1)
  const [old] = (await laidUp()).filter((id) => !before.has(id))

  await desk.close()
  await house.stopDesk()
  await at.button('Go to my visits').click()
  await at
    .button(/Physiotherapy/)
    .first()
    .click()
  await at.button('Another time').click()
  await expect(at.times().first()).toBeVisible()
  await at.looksAheadAWeek()
  const time = await at.choosesTime(1)
  await at.button(/^Move to /).click()
  await expect(at.page.getByText(/^Moved to .*\. An e-mail says so too\.$/)).toBeVisible()
  await at.close()

  await house.startDesk()
  desk = await FrontDesk.open(browser, house)
  await until(async () => {
    const waiting = await laidUp()
    return !waiting.includes(old ?? '') && waiting.filter((id) => !before.has(id)).length === 1
  }, 'another reminder in the place of the old one')
  await desk.close()
  await house.stopDesk()
  for (let hours = 0; hours < 28 * 24; hours += 6) await house.passAtEndpoint(6 * HOUR)
  expect(reminders(sam.email)).toEqual([expect.stringContaining(`, ${time} `)])
  await house.startDesk()
  desk = await FrontDesk.open(browser, house)
})
