import { expect, test } from '@playwright/test'
import { bookingWords, speakOfBooking } from '../../src/portal/words/bookingWords.ts'
import { speak, words } from '../../src/portal/words/words.ts'
import { booker } from './support/bookingPhone.ts'
import { openHouse, type House } from './support/house.ts'
import { pageToBook, sellOnline } from './support/onlineSale.ts'
import { openPseudoPhone, press } from './support/pseudoPhone.ts'
import { typedTexts } from './support/typedTexts.ts'

/** Every page of booking in the pseudo-language, as `languages.spec.ts` looks at the others. */
const nadia = booker('Nadia')
let house: House

test.beforeAll(async ({ browser: _browser }, testInfo) => {
  await speak('en-XA')
  await speakOfBooking('en-XA')
  house = await openHouse(testInfo.project.metadata)
  await sellOnline(house, { isApprovedFirst: true })
})

test.afterAll(async () => {
  await house.close()
})

test('booking a visit, moving and cancelling it', async ({ browser }) => {
  const { phone, sees } = await openPseudoPhone(browser, [...typedTexts, nadia.email, nadia.email.toUpperCase()])
  const { page } = phone
  const { choose, times, details, booked, move, cancel, foreign, confirm } = bookingWords
  const address = await pageToBook(house)
  const slots = page.locator('.pt-slot')

  await phone.goto(address.replace(/#.*/, '#AAAAAAAAAAAAAAAAAAAAAA'))
  await sees('book-foreign', foreign.heading)
  await phone.goto('about:blank')
  await phone.goto(address)
  await sees('book', choose.heading)
  await press(page, choose.see)
  await page.getByText(choose.serviceNeeded).waitFor()
  await page.getByRole('radio', { name: 'Naturopathic follow-up' }).click()
  await sees('book-chosen', choose.heading)
  await press(page, choose.see)
  await slots.first().waitFor()
  await press(page, times.later)
  await page.waitForURL(/on=/)
  await slots.first().waitFor()
  await sees('book-times', /./)
  await slots.first().click()
  await page.locator('.pt-stick').getByRole('button').click()
  await page.getByLabel(details.given).waitFor()
  await page.locator('form').getByRole('button').nth(3).click()
  await page.getByText(details.problems.birth.incomplete).waitFor()
  await sees('book-details', /\d\d:\d\d/)
  await page.getByLabel(details.given).focus()
  const { givenName, familyName, born, phone: telephone, email, password } = nadia
  for (const text of [givenName, familyName, born.day, born.month, born.year, telephone, email, password]) {
    await page.keyboard.insertText(text)
    await page.keyboard.press('Tab')
  }
  await page.route('**/api/portal/booking/book', (route) => route.abort())
  await page.locator('form').getByRole('button').nth(3).click()
  await page.getByText(words.errors.OFFLINE).waitFor()
  await sees('book-offline', /\d\d:\d\d/)
  await page.unroute('**/api/portal/booking/book')
  await page.locator('form').getByRole('button').nth(3).click()
  await sees('booked', booked.awaited)

  await press(page, booked.visits)
  await page.getByText(words.visit.standing.awaited).waitFor()
  await sees('visits', words.visits.title)
  await page.locator('.pt-row').first().click()
  await press(page, words.visit.move)
  await slots.first().waitFor()
  await sees('move', move.title)
  await page.goBack()
  await press(page, words.visit.cancel)
  await sees('cancel', cancel.heading)
  await press(page, cancel.keep)
  await page.getByRole('button', { name: words.visit.cancel }).waitFor()

  await phone.goto('about:blank')
  await phone.goto(/https?:\/\/\S+\/confirm#[\w-]+/.exec((await house.smtp.nextTo(nadia.email)).text)?.[0] ?? '')
  await sees('confirm', confirm.heading)
  await press(page, confirm.button)
  await sees('confirmed', confirm.done)
  await phone.goto('about:blank')
  await phone.goto(address.replace(/\/book.*/, '/confirm#cut'))
  await sees('confirm-incomplete', confirm.dead)
  await expect(page.getByText(confirm.deadText)).toBeVisible()
  await phone.close()
})
