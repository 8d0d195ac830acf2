import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { booker, BookingPhone } from './support/bookingPhone.ts'
import { openHouse, type House } from './support/house.ts'
import { pageToBook, sellOnline } from './support/onlineSale.ts'
import { Phone } from './support/phone.ts'

/** Booking online, from the patient's side (R2.1, R6.3, R6.4): the desk is off for most of it. */
const MINUTE = 60_000
let house: House
let address = ''

test.beforeAll(async ({ browser: _browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  await sellOnline(house)
  address = await pageToBook(house)
})

test.afterAll(async () => {
  await house.close()
})

/** Counts what a thumb does. */
async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    addEventListener('click', (event) => {
      const taps = Number(sessionStorage.getItem('taps') ?? 0)
      // A label's click comes twice, once for its field.
      if (event.isTrusted && event.detail > 0) sessionStorage.setItem('taps', String(taps + 1))
    })
  })
  return () => page.evaluate(() => Number(sessionStorage.getItem('taps') ?? 0))
}

test('R2.1, R6.3 a new patient books at night, in 12 taps and a minute, and sees this visit and nothing else', async ({
  browser,
}) => {
  await house.stopDesk()
  const nadia = booker('Nadia')
  const phone = await Phone.open(browser)
  const tapsOf = await countTaps(phone.page)
  const at = new BookingPhone(phone)
  const began = performance.now()

  await phone.goto(address)
  await at.choosesService('Physiotherapy')
  await at.seesTimes()
  await at.choosesTime(2)
  await at.holds()
  await at.types(nadia)
  await at.books()
  expect(await tapsOf()).toBeLessThanOrEqual(12)
  expect(performance.now() - began).toBeLessThan(60_000)

  const mail = await house.smtp.nextTo(nadia.email)
  expect(mail.calendar).toContain('BEGIN:VEVENT')
  const download = phone.page.waitForEvent('download')
  await phone.page.getByRole('link', { name: 'Add to my calendar' }).click()
  expect((await download).suggestedFilename()).toBe('visit.ics')
  await at.button('Go to my visits').click()
  await expect(phone.page.getByText('The clinic has not seen it yet')).toBeVisible()
  await expectAccessible(phone.page)
  await at.button('Home').click()
  await expect(phone.page.getByText('Physiotherapy')).toBeVisible()
  const anotherTab = await phone.page.context().newPage()
  await anotherTab.goto(phone.page.url())
  await expect(anotherTab.getByText('The e-mail address is not confirmed yet.', { exact: false })).toBeVisible()
  await expectAccessible(anotherTab)

  const other = await Phone.open(browser)
  const link = /https?:\/\/\S+\/confirm#[\w-]+/.exec(mail.text)?.[0] ?? ''
  await other.goto(link)
  await expectAccessible(other.page)
  await other.page.getByRole('button', { name: 'This is my e-mail address' }).click()
  await expect(other.heading('Your e-mail is confirmed')).toBeVisible()
  await other.page.getByRole('button', { name: 'Sign in' }).click()
  await other.triesToSignIn(nadia.email, nadia.password)
  await expect(other.page.getByText('Physiotherapy')).toBeVisible()
  await other.close()
  await anotherTab.reload()
  await expect(anotherTab.getByRole('heading', { name: 'Enter your password again' })).toBeVisible()
  await expect(anotherTab.getByText('The e-mail address is not confirmed yet.', { exact: false })).toHaveCount(0)
  await anotherTab.close()

  await house.startDesk()
  await house.exchanged()
  await phone.page.reload()
  await expect(phone.heading('Your next visit')).toBeVisible()
  await expect(phone.page.getByText('The clinic has not seen it yet')).toHaveCount(0)
  await phone.close()
})

test('R5.2 whoever has a login signs in on the way, and books for somebody new in the family', async ({ browser }) => {
  const at = await BookingPhone.at(browser, address)
  const { page, phone } = at
  const [nadia, yara] = [booker('Nadia'), booker('Yara')]
  await at.choosesService('Physiotherapy')
  await at.seesTimes()
  await at.looksAheadAWeek()
  await at.choosesTime(20)
  await at.holds()
  await at.button('I have a login: sign in').click()
  await expectAccessible(page)
  await phone.triesToSignIn(nadia.email, nadia.password)

  await expect(phone.heading(/^Held for you until/)).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Nadia' })).toBeChecked()
  await expect(page.getByLabel('Password for your login')).toHaveCount(0)
  await page.getByRole('radio', { name: 'Somebody new in the family' }).click()
  await expectAccessible(page)
  await at.types(yara, 'withoutLogin')
  await at.books()
  await at.button('Go to my visits').click()
  await expect(at.button(/Physiotherapy/)).toHaveCount(1)
  await at.button('Home').click()
  await expect(page.getByText('Yara', { exact: false }).first()).toBeVisible({ timeout: 30_000 })
  await at.close()
})

test('R6.3 every step is accessible, stays after a reload and is left by Back', async ({ browser }) => {
  const at = await BookingPhone.at(browser, address)
  const { page, phone } = at
  const complaints: string[] = []
  page.on('console', (said) => void (said.type() === 'error' && complaints.push(said.text())))
  await expectAccessible(page)
  await at.button('See free times').click()
  await expect(page.getByText('Choose what the visit is for.')).toBeVisible()
  await at.choosesService('Initial assessment')
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Initial assessment' })).toBeChecked()
  await at.seesTimes()
  await expectAccessible(page)
  await page.reload()
  await expect(phone.heading('Initial assessment, anyone')).toBeVisible()
  await at.button('Hold this time').click()
  await expect(page.getByText('Choose a time.')).toBeVisible()
  await at.choosesTime(0)
  await at.holds()
  await expectAccessible(page)
  await page.getByLabel('Given name').fill('Omar')
  await page.getByLabel('What brings you?').fill('A knee')
  await page.reload()
  await expect(phone.heading(/^Held for you until/)).toBeVisible()
  await expect(page.getByLabel('Given name')).toHaveValue('Omar')
  await expect(page.getByLabel('What brings you?')).toHaveValue('A knee')
  await at.button(/^Book \w/).click()
  await expect(page.getByText('The date of birth is not complete.')).toBeVisible()
  await expectAccessible(page)

  await page.goBack()
  await expect(page.getByText(/^Held for you:/)).toBeVisible()
  await at.button('Go on with it').click()
  await expect(page.getByLabel('Given name')).toHaveValue('Omar')
  await page.goBack()
  await page.goBack()
  await expect(phone.heading('Book a visit')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Initial assessment' })).toBeChecked()
  expect(complaints).toEqual([])
  await at.close()
})

test('R6.4 of two telephones that want one time one has it, the other the next ones, and loses nothing it typed', async ({
  browser,
}) => {
  const phones = [await BookingPhone.at(browser, address), await BookingPhone.at(browser, address)] as const
  for (const at of phones) {
    await at.choosesService('Massage 60')
    await at.seesTimes()
    await at.looksAheadAWeek()
  }
  const [first, second] = phones
  // Far enough from the first that what it holds stands in nobody's way.
  await second.choosesTime(14)
  await second.holds()
  await second.types(booker('Ines'))
  await second.page.goBack()
  const wanted = await first.choosesTime(0)
  await second.page.getByRole('button', { name: wanted }).first().click()

  await Promise.all(phones.map((at) => at.button(/^Hold /).click()))
  const isHeld = (at: BookingPhone) => at.phone.heading(/^Held for you until/)
  const isFaster = (at: BookingPhone) => at.page.getByText('Somebody was faster')
  for (const at of phones) await expect(isHeld(at).or(isFaster(at))).toBeVisible()
  const counts = await Promise.all(phones.map((at) => isHeld(at).count()))
  expect(counts.toSorted()).toEqual([0, 1])

  const loser = counts[0] === 0 ? first : second
  await expectAccessible(loser.page)
  await loser.page
    .getByRole('alert')
    .getByRole('button', { name: /^\d\d:\d\d/ })
    .first()
    .click()
  await expect(isHeld(loser)).toBeVisible()
  await expect(second.page.getByLabel('Given name')).toHaveValue('Ines')
  await first.close()
  await second.close()
})

test('R6.3 a hold that ran out while somebody typed is taken up again, and when it is gone nothing typed is lost', async ({
  browser,
}) => {
  const at = await BookingPhone.at(browser, address)
  await at.choosesService('Naturopathic follow-up')
  await at.seesTimes()
  await at.looksAheadAWeek()
  const time = await at.choosesTime(0)
  await at.holds()
  await at.types(booker('Late'))
  house.setEndpointClockSkew(11 * MINUTE)
  const other = await BookingPhone.at(browser, address)
  await other.choosesService('Naturopathic follow-up')
  await other.seesTimes()
  await other.looksAheadAWeek()
  expect(await other.choosesTime(0)).toBe(time)
  await other.holds()

  await at.button(/^Book \w/).click()
  await expect(at.page.getByText('Somebody was faster')).toBeVisible()
  await at.page
    .getByRole('alert')
    .getByRole('button', { name: /^\d\d:\d\d/ })
    .first()
    .click()
  await expect(at.page.getByText('Somebody was faster')).toHaveCount(0)
  await expect(at.page.getByLabel('Family name')).toHaveValue('Benali')
  house.setEndpointClockSkew(22 * MINUTE)
  await at.books()
  house.setEndpointClockSkew(0)
  await other.close()
  await at.close()
})

test('R6.3 a visit is moved and cancelled online until the cut-off, and then the clinic is called', async ({
  browser,
}) => {
  const at = await BookingPhone.at(browser, address)
  const { page, phone } = at
  const sam = booker('Sam')
  await at.choosesService('Physiotherapy')
  await at.seesTimes()
  await at.looksAheadAWeek()
  const before = await at.choosesTime(0)
  await at.holds()
  await at.types(sam)
  await at.books()
  await house.smtp.nextTo(sam.email)
  await at.button('Go to my visits').click()
  await at.button(/Physiotherapy/).click()
  await expect(page.getByText(/^Moved or cancelled online until/)).toBeVisible()

  await at.button('Another time').click()
  await expect(at.times().first()).toBeVisible()
  await expectAccessible(page)
  const warning = page.getByText(/^This time is so soon that the visit can then be neither moved nor cancelled online/)
  await at.choosesTime(0)
  await expect(warning).toBeVisible()
  await expectAccessible(page)
  await at.looksAheadAWeek()
  await expect(warning).toHaveCount(0)
  const after = await at.choosesTime(3)
  await expect(warning).toHaveCount(0)
  expect(after).not.toBe(before)
  await at.button(/^Move to /).click()
  await expect(page.getByText(/^Moved to .*\. An e-mail says so too\.$/)).toBeVisible()
  await expect(page.getByText(new RegExp(`^${after} – `))).toBeVisible()
  expect((await house.smtp.nextTo(sam.email)).calendar).toContain('SEQUENCE:1')

  await at.button('Cancel the visit').click()
  await expectAccessible(page)
  await page.getByLabel('Why?').fill('A cold')
  await at.button('Cancel the visit').click()
  await expect(page.getByText('Cancelled. An e-mail says so too.')).toBeVisible()
  expect((await house.smtp.nextTo(sam.email)).calendar).toContain('METHOD:CANCEL')

  await at.button('Book a visit').click()
  await at.choosesService('Physiotherapy')
  await at.seesTimes()
  await at.choosesTime(0)
  await at.holds()
  await at.books()
  await at.button('Go to my visits').click()
  // The one that was cancelled may still stand beside it.
  await at
    .button(/Physiotherapy/)
    .filter({ hasNotText: /cancelled/i })
    .first()
    .click()
  await expect(page.getByRole('link', { name: /^Call / })).toBeVisible()
  await expect(phone.page.getByRole('button', { name: 'Another time' })).toHaveCount(0)
  await at.close()
})

test('R11.5 a page whose key is not the one that the clinic’s website names refuses to book', async ({ browser }) => {
  const phone = await Phone.open(browser)

  await phone.goto(address.replace(/#.*/, '#AAAAAAAAAAAAAAAAAAAAAA'))
  await expect(phone.heading('This page is not the clinic’s')).toBeVisible()
  await expectAccessible(phone.page)
  await phone.page.reload()
  await expect(phone.heading('This page is not the clinic’s')).toBeVisible()
  await phone.close()
})
