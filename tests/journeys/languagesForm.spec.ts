import { expect, test, type Page } from '@playwright/test'
import { speak, words } from '../../src/portal/words/words.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { linkIn } from './support/links.ts'
import { openDesk } from './support/openDesk.ts'
import { choosePassword, openPseudoPhone, press, type Sees } from './support/pseudoPhone.ts'
import { keepDrafts } from './support/tampering.ts'
import { ben, plan, textOf, typed, typedTexts } from './support/typedTexts.ts'

/** A Smart Form in the pseudo-language, question by question: each is found by its own words, which this file speaks too. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test.describe('the portal in the pseudo-language', () => {
  test.beforeAll(async () => {
    await speak('en-XA')
  })

  test('a Smart Form from the link to the thank-you', async ({ browser }) => {
    await desk.addPatient(ben)
    const visit = { patient: ben.fullName, practitioner: 'Lena Park', service: 'Physiotherapy', time: '10:00' }
    await desk.book({ ...visit, daysAhead: 1, form: 'New patient intake', send: true })
    const link = linkIn((await house.smtp.nextTo(ben.email)).text)
    const { phone, sees } = await openPseudoPhone(browser, typedTexts)
    const { page } = phone

    await phone.goto(link)
    await sees('form-link', words.greeting.hello(ben.givenName))
    await choosePassword(page, ben.password, words.register.form)
    await sees('form-called-at-once', textOf('called'))
    await press(page, words.form.back)
    await sees('home-limited', words.home.toDo(1))
    await press(page, words.home.ask)
    await expect(page.getByRole('button', { name: words.home.ask })).toHaveCount(0)
    await sees('home-asked', words.home.toDo(1))

    await page.getByRole('button', { name: 'New patient intake' }).click()
    for (const question of ['called', 'contact', 'emergency', 'conditions', 'hasAllergies', 'allergies']) {
      await sees(`form-${question}`, textOf(question))
      if (question === 'contact' || question === 'emergency') await passOver(page, `form-${question}-missing`, sees)
      else {
        await answer(page, question)
        await press(page, words.form.next)
      }
    }
    await sees('form-medicines', textOf('currentMedicines'))
    await page.getByRole('textbox').fill('x'.repeat(1_900))
    await page.getByText(words.form.lengthLeft(100)).waitFor()
    await sees('form-length', textOf('currentMedicines'))
    await page.getByRole('textbox').fill('')
    await press(page, words.form.next)
    await sees('form-reason', textOf('reason'))
    await page.getByRole('textbox').fill(typed)
    await press(page, words.form.next)
    await sees('form-date', textOf('since'))
    await press(page, words.form.toReview)
    await sees('review-missing', words.review.heading)

    await page.getByRole('button', { name: textOf('contact'), exact: true }).click()
    await page.getByRole('checkbox').first().check({ force: true })
    await press(page, words.form.toReview)
    await page.getByRole('button', { name: textOf('emergency'), exact: true }).click()
    await page.getByRole('textbox').fill(typed)
    await press(page, words.form.toReview)
    await sees('review', words.review.heading)
    const putBack = await keepDrafts(house)
    await press(page, words.review.changeQuestion(textOf('emergency')))
    await page.getByRole('textbox').fill(plan.text)
    await press(page, words.form.toReview)
    await expect(phone.heading(words.review.heading)).toBeVisible()
    await expect(page.locator('.pt-saved-saved')).toBeVisible()
    await putBack()
    await page.reload()
    await expect(page.getByText(words.form.older)).toBeVisible()
    await sees('review-older', words.review.heading)
    await press(page, words.review.send)
    await sees('thanks', words.thanks.heading)
    await press(page, words.thanks.home)
    await sees('home-after', words.home.nothingToDo)
    await phone.close()
  })
})

async function answer(page: Page, question: string): Promise<void> {
  if (question === 'conditions') {
    await page.getByRole('checkbox', { name: words.form.other }).check({ force: true })
    await page.getByRole('textbox', { name: words.form.otherLabel }).fill(typed)
  } else if (question === 'hasAllergies') await page.getByRole('radio').first().check({ force: true })
  else await page.getByRole('textbox').first().fill(typed)
}

async function passOver(page: Page, name: string, sees: Sees): Promise<void> {
  await press(page, words.form.next)
  await page.getByText(words.problems.required).waitFor()
  await sees(name, /./)
  await press(page, words.form.later)
}
