import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { linkIn } from './support/links.ts'
import { openDesk } from './support/openDesk.ts'
import { Phone } from './support/phone.ts'

/** The intake form, answered as people answer. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('R7.2 “None of these” stands alone, “Something else” asks what, a season is an answer', async ({ browser }) => {
  const email = 'ulrike@example.com'
  await desk.addPatient({ givenName: 'Ulrike', familyName: 'Quist', fullName: 'Ulrike Quist', email })
  await desk.book({
    ...{ patient: 'Ulrike Quist', service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 3, time: '10:00' },
    ...{ form: 'New patient intake', send: true },
  })
  const phone = await Phone.open(browser)
  const { page } = phone
  const next = page.getByRole('button', { name: 'Next' })
  await phone.goto(linkIn((await house.smtp.nextTo(email)).text))
  await phone.choosePassword('saffron-lantern-moss-7', 'Go to my forms')

  await expect(phone.heading('What would you like to be called?')).toBeVisible()
  await next.click()
  await page.getByRole('checkbox', { name: 'Phone' }).check({ force: true })
  await next.click()
  await page.getByRole('textbox').fill('Lena, 604 555 0199')
  await next.click()
  const asthma = page.getByRole('checkbox', { name: 'Asthma' })
  await asthma.check({ force: true })
  await page.getByRole('checkbox', { name: 'None of these' }).check({ force: true })
  await expect(asthma).not.toBeChecked()
  await page.getByRole('checkbox', { name: 'Something else' }).check({ force: true })
  await expect(page.getByRole('checkbox', { name: 'None of these' })).not.toBeChecked()
  const what = page.getByRole('textbox', { name: 'What else? In your words' })
  await expect(what).toBeFocused()
  await next.click()
  await expect(page.getByText('Say what else', { exact: false })).toBeVisible()
  await expectAccessible(page)
  await what.fill('Migraine')
  await next.click()
  await page.getByRole('radio', { name: 'No', exact: true }).check({ force: true })
  await next.click()
  await next.click()
  await page.getByRole('textbox').fill('My back')
  await next.click()
  await expect(page.getByText('For example 9/2026, or last spring.')).toBeVisible()
  await page.getByRole('textbox').fill('last spring')
  await page.getByRole('button', { name: 'Check my answers' }).click()

  await expect(page.getByText('Migraine')).toBeVisible()
  await expect(page.getByText('last spring')).toBeVisible()
  await page.getByRole('button', { name: 'Send to the clinic' }).click()
  await expect(phone.heading('Thank you')).toBeVisible()
  await phone.close()
})

test('R7.4 Back goes from question to question, F5 stays where it is, and what was sent is left behind', async ({
  browser,
}) => {
  const email = 'viggo@example.com'
  await desk.addPatient({ givenName: 'Viggo', familyName: 'Quist', fullName: 'Viggo Quist', email })
  await desk.book({
    ...{ patient: 'Viggo Quist', service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 3, time: '11:00' },
    ...{ form: 'New patient intake', send: true },
  })
  const phone = await Phone.open(browser)
  const { page } = phone
  const next = page.getByRole('button', { name: 'Next' })
  const [first, second, third] = [/like to be called/, /may the clinic reach you/, /Whom may the clinic call/].map(
    (text) => phone.heading(text),
  )
  if (!first || !second || !third) throw new Error('The form has three questions')
  await phone.goto(linkIn((await house.smtp.nextTo(email)).text))
  await page.getByRole('button', { name: 'I already have a login: sign in' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible()
  await page.goBack()
  await phone.choosePassword('saffron-lantern-moss-7', 'Go to my forms')

  await expect(first).toBeVisible()
  await expect(page.getByText('question 1 of 8')).toBeVisible()
  await page.getByRole('textbox').fill('Vig')
  await next.click()
  await page.getByRole('checkbox', { name: 'E-mail' }).check({ force: true })
  await page.goBack()
  await expect(first).toBeFocused()
  await expect(page.getByRole('textbox')).toHaveValue('Vig')
  await page.goForward()
  await expect(page.getByRole('checkbox', { name: 'E-mail' })).toBeChecked()
  await next.click()
  await expect(third).toBeVisible()
  await page.reload()
  await expect(third).toBeVisible()
  await page.goBack()
  await expect(second).toBeVisible()
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await expect(first).toBeVisible()

  await next.click()
  await next.click()
  await expect(third).toBeVisible()
  const savedBy = (device: Phone) => device.page.getByText(/^Saved/)
  await expect(savedBy(phone)).toBeVisible()
  const other = await Phone.open(browser)
  await other.goto(page.url())
  await other.triesToSignIn(email, 'saffron-lantern-moss-7')
  await expect(other.heading(/Whom may the clinic call/)).toBeVisible()
  await expect(savedBy(other)).toBeVisible()
  await other.page.goBack()
  await expect(other.heading(/may the clinic reach you/)).toBeVisible()
  await other.close()

  await phone.answersAll('New patient intake', 'Fine, 604 555 0199')
  await page.getByRole('button', { name: /^Change: What would/ }).click()
  await expect(first).toBeVisible()
  await page.goBack()
  await expect(phone.heading('Check your answers')).toBeVisible()
  await page.getByRole('button', { name: 'Send to the clinic' }).click()
  await expect(phone.heading('Thank you')).toBeVisible()
  await page.goBack()
  await expect.poll(() => page.url()).toBe('about:blank')
  await phone.close()
})
