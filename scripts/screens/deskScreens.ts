import type { Browser, BrowserContext, Page } from '@playwright/test'
import { composeMail } from '../../src/shared/mail/compose.ts'
import { clinic, everyLetter, id, NOW } from '../../src/shared/mail/testing/everyLetter.ts'
import { demoAdmin, demoClinic, demoPassword } from '../demo/clinic.ts'
import type { StandingDemo } from './openDemo.ts'
import type { Camera } from './pictures.ts'
import { takeCalendar } from './calendarScreens.ts'
import { takeAccount, takeSettings } from './settingsScreens.ts'

const TABS = [
  'Overview',
  'Appointments',
  'Smart Forms',
  'Treatment Plans',
  'Messages',
  'Medical Access Code',
  'Family',
  'History',
] as const

/** The Front Desk and the Patient Workspace, from signing in to being locked. @param context whose clock stands */
export async function takeDesk(context: BrowserContext, demo: StandingDemo, camera: Camera): Promise<void> {
  const page = await context.newPage()
  await page.goto(demo.deskUrl)
  await camera.take(page, 'desk', 'Sign in')
  await signIn(page)
  await takePages(page, camera)
  await takeWorkspaces(page, demo, camera)
  await page.getByRole('button', { name: demoAdmin.name }).click()
  await page.getByRole('menuitem', { name: /^Lock/ }).click()
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  await camera.take(page, 'desk', 'Locked')
  await page.close()
}

/** From a desk that has nothing to a clinic that can be booked. */
export async function takeFirstRun(context: BrowserContext, demo: StandingDemo, camera: Camera): Promise<void> {
  const page = await context.newPage()
  await page.goto(demo.deskUrl)
  await page.getByRole('heading', { name: 'New clinic' }).waitFor()
  await page.getByLabel('Clinic name').fill(demoClinic.name)
  await page.getByLabel('Your name').fill(demoAdmin.name)
  await page.getByLabel('E-mail').fill(demoAdmin.email)
  await page.getByLabel('New password').fill(demoPassword)
  await camera.take(page, 'desk', 'First run')
  await page.getByRole('button', { name: 'Set up clinic' }).click()
  const steps = page.getByRole('navigation', { name: 'Set-up' })
  for (const name of ['Staff', 'Services', 'Hours', 'Connection', 'Test e-mail', 'Recovery sheet']) {
    await steps.getByRole('link', { name }).click()
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    await camera.take(page, 'desk', `First run, ${name}`)
  }
  await page.getByRole('link', { name: 'Leave the set-up' }).click()
  await page.getByRole('heading', { name: 'Not everything is done' }).waitFor()
  await camera.take(page, 'desk', 'First run, the end')
  await page.close()
}

/** What an e-mail looks like to whoever gets it, as the mail catcher shows it. */
export async function takeMails(browser: Browser, demo: StandingDemo, camera: Camera): Promise<void> {
  const { db } = demo.core.context
  const page = await browser.newPage()
  const kinds = [
    ['confirmation', 'Confirmation with a form'],
    ['forms', 'Smart Form'],
    ['accessLink', 'Access Link'],
    ['reminder', 'Reminder'],
  ] as const
  for (const [kind, title] of kinds) {
    const mails = await db.selectFrom('mail').select(['content_json']).where('kind', '=', kind).orderBy('id').execute()
    // An e-mail with a way into the forms has more to show than one without.
    const longest = mails.toSorted((a, b) => b.content_json.length - a.content_json.length)[0]
    if (!longest) continue
    const { html } = JSON.parse(longest.content_json) as { html: string } // composed by the desk itself
    await page.setContent(html)
    await camera.take(page, 'mail', title)
  }
  // Nobody in the demo has been offered a time, moved one or cancelled one online.
  for (const [kind, title] of [
    ['offer', 'Offer from the waiting list'],
    ['seriesConfirmation', 'Confirmation of a series'],
    ['visitMoved', 'Moved online'],
    ['visitCancelled', 'Cancelled online'],
  ] as const) {
    const facts = everyLetter.find((letter) => letter.kind === kind)
    if (!facts) throw new Error(`No e-mail of the kind ${kind}`)
    await page.setContent(composeMail(clinic, facts, { id, to: '', language: 'en', now: NOW }).html)
    await camera.take(page, 'mail', title)
  }
  await page.close()
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(demoAdmin.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation', { name: 'Front Desk' }).waitFor()
}

async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}

async function takePages(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'Today')
  await camera.take(page, 'desk', 'Today')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('ruiz')
  await page.getByRole('dialog').getByText('Ana Ruiz').first().waitFor()
  await camera.take(page, 'desk', 'Ctrl+K')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await goTo(page, 'Calendar')
  await takeCalendar(page, camera)
  await page.keyboard.press('n')
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await panel.getByRole('textbox', { name: 'Patient' }).fill('okafor')
  await panel.getByRole('option', { name: 'Ben Okafor' }).first().waitFor()
  await camera.take(page, 'desk', 'New appointment')
  await panel.getByRole('option', { name: 'Ben Okafor' }).first().click()
  await camera.take(page, 'desk', 'New appointment, patient chosen')
  await panel.getByRole('button', { name: 'Cancel' }).click()
  await discard(page)
  await goTo(page, 'Patients')
  await camera.take(page, 'desk', 'Patients')
  await page.getByRole('button', { name: 'Add patient' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Given name').fill('Ben')
  await form.getByLabel('Family name').fill('Okafor')
  await form.getByText('Ben Okafor').first().waitFor()
  await camera.take(page, 'desk', 'Add patient, who may be on file')
  await page.keyboard.press('Escape')
  await discard(page)
  await page.getByRole('link', { name: 'Import' }).click()
  await page.getByRole('heading', { name: 'Import patients', level: 1 }).waitFor()
  await camera.take(page, 'desk', 'Import patients')
  await goTo(page, 'Smart Forms')
  await camera.take(page, 'desk', 'Smart Forms')
  await goTo(page, 'Inbox')
  for (const [text, title] of [
    ['Smart Form: New patient intake', 'Inbox, a form'],
    ['Smart Form set aside', 'Inbox, a form set aside'],
    ['full access', 'Inbox, a request'],
  ] as const) {
    await page.getByRole('main').getByRole('listitem').getByText(text).first().click()
    await camera.take(page, 'desk', title)
  }
  await goTo(page, 'Outbox')
  await camera.take(page, 'desk', 'Outbox')
  await goTo(page, 'Settings')
  await takeSettings(page, camera)
  await takeAccount(page, demoAdmin.name, camera)
}

/** What was typed for a picture is let go. */
async function discard(page: Page): Promise<void> {
  const question = page.getByRole('dialog', { name: 'Discard what was typed?' })
  await question.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function takeWorkspaces(desk: Page, demo: StandingDemo, camera: Camera): Promise<void> {
  const page = await openWorkspace(desk, demo, 'Ana', 'Ruiz')
  for (const tab of TABS) {
    await page.getByRole('tab', { name: tab }).click()
    await page.getByRole('tabpanel').waitFor()
    await camera.take(page, 'desk', `Workspace, ${tab}`)
  }
  await page.close()
  for (const [given, family, title] of [
    ['Hana', 'Suzuki', 'Workspace, a code to read aloud'],
    ['Théo', 'Marchand-Lefèvre', 'Workspace, limited access'],
    ['Marie-Madeleine', 'de La Rochefoucauld-Beauharnais', 'Workspace, a long name'],
  ] as const) {
    const other = await openWorkspace(desk, demo, given, family)
    if (title !== 'Workspace, a long name') await other.getByRole('tab', { name: 'Medical Access Code' }).click()
    await other.getByRole('tabpanel').waitFor()
    await camera.take(other, 'desk', title)
    await other.close()
  }
}

async function openWorkspace(desk: Page, demo: StandingDemo, given: string, family: string): Promise<Page> {
  const { id } = await demo.core.context.db
    .selectFrom('patient')
    .select('id')
    .where('given_name', '=', given)
    .where('family_name', '=', family)
    .executeTakeFirstOrThrow()
  const page = await desk.context().newPage()
  await page.goto(new URL(`/workspace/${id}`, demo.deskUrl).href + new URL(demo.deskUrl).hash)
  await page.getByRole('heading', { name: `${given} ${family}`, level: 1 }).waitFor()
  return page
}
