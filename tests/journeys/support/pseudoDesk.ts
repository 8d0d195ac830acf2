import { expect, test, type Browser, type Page } from '@playwright/test'
import { pseudoText } from '../../../src/shared/language/pseudo.ts'
import { FrontDesk } from './frontDesk.ts'
import type { HeldWire } from './heldWire.ts'
import type { House } from './house.ts'
import { linkIn } from './links.ts'
import { ana, ben, inviteeWithoutLogin } from './people.ts'
import { Phone } from './phone.ts'
import { brokenLayout, plainTexts } from './pseudo.ts'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
]

/** What the screens have to show: forms that came back, an e-mail that did, a code, a plan, somebody who can see. */
export async function fillClinic(browser: Browser, house: House): Promise<void> {
  const desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.setUndoSeconds(0)
  for (const person of [ana, ben]) await desk.addPatient(person)
  await desk.book({
    patient: ben.fullName,
    practitioner: 'Rosa Díaz',
    service: 'Massage 60',
    time: '10:00',
    daysAhead: 40,
    form: 'New patient intake',
    send: true,
  })
  const phone = await Phone.open(browser)
  await phone.goto(linkIn((await house.smtp.nextTo(ben.email)).text))
  await phone.choosePassword(ben.password, 'Go to my forms')
  await phone.fillIn('New patient intake', ben.secretAnswer)
  await phone.asksForFullAccess()
  await phone.close()
  await desk.seesInInbox('New patient intake', ben.fullName)

  const bens = await desk.openWorkspace(ben.fullName)
  await bens.publishPlan(ana.plan.title, ana.plan.text)
  await bens.requestAccessCode()
  await bens.sendAccessLink(ben.email)
  const other = await Phone.open(browser)
  await other.goto(linkIn((await house.smtp.nextTo(ben.email)).text))
  await other.page.getByRole('textbox', { name: 'E-mail' }).fill(inviteeWithoutLogin.email)
  await other.choosePassword(inviteeWithoutLogin.password, 'Open my records')
  await expect(other.heading('Your records')).toBeVisible()
  await other.close()
  await bens.requestAccessCode()
  await bens.close()
  house.smtp.refuse(ana.email)
  const anas = await desk.openWorkspace(ana.fullName)
  await anas.requestAccessCode()
  await anas.sendAccessLink(ana.email)
  await expect(anas.page.getByText(/E-mail (not sent|came back)/).first()).toBeVisible({ timeout: 30_000 })
  await desk.close()
}

/** What floats finds its new place a few frames after the window has its new size. */
async function brokenOnceSettled(page: Page): Promise<string[]> {
  let broken = await brokenLayout(page)
  for (let frames = 0; broken.length > 0 && frames < 30; frames += 1) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    broken = await brokenLayout(page)
  }
  return broken
}

/** A page of the desk in the pseudo-language. @param wire to hold what the core says */
export async function openPseudoDesk(browser: Browser, url: string, wire?: HeldWire): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-XA', viewport: SIZES[0] ?? null, reducedMotion: 'reduce' })
  await wire?.lay(context)
  const page = await context.newPage()
  await page.goto(url)
  // What stands in the address is kept by then, for whatever page is opened next.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  return page
}

/**
 * Looks at what is on screen, in every size; what is wrong is told with the name of the screen.
 * @param texts what the clinic itself wrote, which is in no catalogue
 */
export async function lookAt(page: Page, name: string, texts: readonly string[]): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    await expect(page.getByRole('status', { name: pseudoText('Loading') })).toHaveCount(0)
    const screen = `${name} ${size.width}`
    const [plain, broken] = [await plainTexts(page, texts), await brokenOnceSettled(page)]
    if (plain.length + broken.length > 0) await page.screenshot({ path: test.info().outputPath(`${screen}.png`) })
    expect.soft(plain, `${screen}: words of no catalogue`).toEqual([])
    expect.soft(broken, `${screen}: layout`).toEqual([])
  }
}
