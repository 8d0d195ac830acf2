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

test('R7.2 “None of these” stands alone, “Something else” asks what, a season is an answer; R5.3 each page says whose form it is', async ({
  browser,
}) => {
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
  await expect(page.getByText('Ulrike’s')).toBeVisible()
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
  await expect(page.getByText('Ulrike’s')).toBeVisible()
  await page.getByRole('button', { name: 'Send to the clinic' }).click()
  await expect(phone.heading('Thank you')).toBeVisible()
  await expect(page.getByText('Ulrike’s')).toBeVisible()
  await phone.close()
})
