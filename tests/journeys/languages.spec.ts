import { expect, test } from '@playwright/test'
import { accountWords, speakOfAccount } from '../../src/portal/words/accountWords.ts'
import { speak, words } from '../../src/portal/words/words.ts'
import { makeIdentity } from '../../src/shared/envelope/seal.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { linkIn } from './support/links.ts'
import { openDesk } from './support/openDesk.ts'
import { choosePassword, openPseudoPhone, press } from './support/pseudoPhone.ts'
import { replaceClinicKey, takeMacsAway } from './support/tampering.ts'
import { ana, child, lost, plan, typedTexts } from './support/typedTexts.ts'

/**
 * Every page in the pseudo-language: what is said comes from a catalogue, and words half as long again break no layout.
 * Pages are found by their own words, which this file speaks too.
 */
const DAY = 86_400_000
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
    await speakOfAccount('en-XA')
  })

  test('links that open nothing, codes and addresses that lead nowhere', async ({ browser }) => {
    await desk.addPatient(lost)
    const workspace = await desk.openWorkspace(lost.fullName)
    await workspace.requestAccessCode()
    await workspace.sendAccessLink(lost.email)
    const first = linkIn((await house.smtp.nextTo(lost.email)).text)
    await workspace.replaceAccessCode()
    await workspace.sendAccessLink(lost.email)
    const second = linkIn((await house.smtp.nextTo(lost.email)).text)
    const { phone, sees } = await openPseudoPhone(browser, typedTexts)

    await phone.goto(first.slice(0, -4))
    await sees('incomplete', words.incomplete.heading)
    await phone.goto(first)
    await sees('replaced', words.dead.replaced.heading)
    house.setEndpointClockSkew(6 * DAY)
    await phone.goto(second)
    await sees('expired', words.dead.expired.heading)
    house.setEndpointClockSkew(0)
    await workspace.revokeInvitation('Sent to the wrong address')
    await desk.seesSyncStatus(/Synchronised/)
    await phone.goto(second)
    await sees('revoked', words.dead.revoked.heading)
    await phone.goto(second.replace(/#.*/, `#${await house.unknownFragment()}`))
    await sees('unknown', words.dead.unknown.heading)
    await phone.goto(`${house.endpointUrl()}/c/019b76da-0000-7c6d-899e-ea695a4aa83c`)
    await sees('missing', words.missing.heading)

    await phone.goto(await house.codePage())
    await sees('code', words.code.heading)
    await press(phone.page, words.code.button)
    await phone.page.getByText(words.code.codeIncomplete).waitFor()
    await phone.page.getByRole('textbox', { name: words.code.label }).fill('ABCD-EFGH')
    await press(phone.page, words.code.button)
    await sees('code-incomplete', words.code.heading)
    for (const [part, figures] of [
      [words.form.day, '1'],
      [words.form.month, '2'],
      [words.form.year, '1990'],
    ] as const) {
      await phone.page.getByLabel(part, { exact: true }).fill(figures)
    }
    await press(phone.page, words.code.button)
    await phone.page.getByText(words.code.wrong).waitFor()
    await sees('code-wrong', words.code.heading)
    const limited = phone.page.getByText(words.kept)
    while ((await limited.count()) === 0) {
      const answered = phone.page.waitForResponse(/lookByCode/)
      await press(phone.page, words.code.button)
      await answered
    }
    await sees('code-limited', words.code.heading)
    await phone.close()
    await workspace.close()
  })

  test('an Access Link, the records behind it and the login', async ({ browser }) => {
    await desk.addPatient(ana)
    for (const daysAhead of [1, 2]) {
      const what = { patient: ana.fullName, practitioner: 'Amir Lee', service: 'Initial assessment' }
      await desk.book({ ...what, time: '09:00', daysAhead })
    }
    const workspace = await desk.openWorkspace(ana.fullName)
    await workspace.publishPlan(plan.title, plan.text)
    await workspace.requestAccessCode()
    await workspace.sendAccessLink(ana.email)
    const link = linkIn((await house.smtp.nextTo(ana.email)).text)
    await workspace.close()
    const { phone, sees } = await openPseudoPhone(browser, typedTexts)
    const { page } = phone

    const putBack = await replaceClinicKey(house, (await makeIdentity()).recipient)
    await phone.goto(link)
    await sees('forged', words.forged.heading)
    await putBack()
    await phone.goto('about:blank')
    await phone.goto(link)
    await sees('open', words.greeting.hello(ana.givenName))
    await page.getByLabel(words.password.choose).fill('short')
    await press(page, words.register.access)
    await page.getByText(words.password.more(5)).waitFor()
    await sees('open-short-password', words.greeting.hello(ana.givenName))
    await press(page, words.register.haveLogin)
    await sees('open-sign-in', words.greeting.hello(ana.givenName))
    await press(page, words.register.noLogin)
    await page.route('**/api/portal/**', (route) => route.abort())
    await choosePassword(page, ana.password, words.register.access)
    await page.getByText(words.errors.OFFLINE).waitFor()
    await sees('open-offline', words.greeting.hello(ana.givenName))
    await page.unroute('**/api/portal/**')
    await press(page, words.register.access)
    await sees('home-full', words.home.nextVisits)

    await page.getByRole('button', { name: plan.title }).click()
    await sees('plan', plan.title)
    await press(page, words.back)
    await page.getByRole('button').filter({ hasText: 'Initial assessment' }).first().click()
    await sees('visit', /\d/)
    const home = page.url().replace(/\/visits\/[^?]*/, '')
    for (const [name, path, heading] of [
      ['visits', 'visits', words.visits.title],
      ['forms', 'forms', words.bar.forms],
      ['records', 'records', words.records.title],
      ['sent', 'sent', words.sent.heading],
      ['gone', 'plans/019b76da-0000-7c6d-899e-ea695a4aa83c', words.gone.heading],
      ['account', 'account', words.account.heading],
      ['account-password', 'password', accountWords.password.heading],
      ['account-sessions', 'sessions', accountWords.sessions.heading],
      ['account-passkeys', 'passkeys', accountWords.passkeys.heading],
      ['account-profile', 'profile', accountWords.profile.heading],
      ['account-access', 'access', accountWords.access.heading],
      ['account-remove', 'delete', accountWords.remove.heading],
    ] as const) {
      await phone.goto(home.replace('?', `/${path}?`))
      await sees(name, heading)
    }
    await phone.goto(home.replace('?', '/account?'))
    await expect(page.getByText(accountWords.safetyText)).toBeVisible()
    await sees('account-safety-words', words.account.heading)

    const childs = await addChild()
    await phone.goto(childs)
    await sees('add', words.add.question(child.givenName, ana.email))
    await press(page, words.add.button(child.givenName))
    await page.getByText(words.outcome.added(child.givenName)).waitFor()
    await sees('home-of-two', words.home.yourRecords)
    await takeMacsAway(house)
    await page.reload()
    await sees('not-from-clinic', words.nothing.forged.heading)
    await phone.goto(link)
    await sees('used', words.dead.used.heading)

    await page.evaluate(() => sessionStorage.clear())
    await page.route('**/api/portal/**', (route) => route.abort())
    await phone.goto(home)
    await page.getByText(words.errors.OFFLINE).waitFor()
    await sees('offline', words.product)
    await page.unroute('**/api/portal/**')
    await press(page, words.tryAgain)
    await sees('locked', words.signIn.again)
    await press(page, words.add.notMe)
    await page.getByText(words.signIn.bySelf).waitFor()
    await page.getByLabel(words.password.email).fill(ana.email)
    await page.getByLabel(words.password.enter, { exact: true }).fill('not-the-password')
    await press(page, words.signIn.button)
    await page.getByText(words.errors.WRONG_EMAIL_OR_PASSWORD).waitFor()
    await sees('sign-in-wrong', words.signIn.heading)
    await phone.close()
  })
})

async function addChild(): Promise<string> {
  await desk.addPatient(child)
  const workspace = await desk.openWorkspace(child.fullName)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(child.email)
  await workspace.close()
  return linkIn((await house.smtp.nextTo(child.email)).text)
}
