import type { BrowserContext, Page } from '@playwright/test'
import { toFragment } from '../../src/shared/envelope/secrets.ts'
import { demoPassword, demoPatient } from '../demo/clinic.ts'
import type { StandingDemo } from './openDemo.ts'
import type { Camera } from './pictures.ts'

/** A browser of its own for each person, because it remembers who signed in. */
type OpenContext = () => Promise<BrowserContext>

/** The Patient Portal: with everything (Ana), with little (Théo), in the middle of a form (Ben), and by a link. */
export async function takePortal(openContext: OpenContext, demo: StandingDemo, camera: Camera): Promise<void> {
  await takeFull(await openContext(), demo, camera)
  await takeLimited(await openContext(), demo, camera)
  await takeForm(await openContext(), demo, camera)
  await takeLinks(await openContext(), demo, camera)
}

async function takeFull(context: BrowserContext, demo: StandingDemo, camera: Camera): Promise<void> {
  const page = await context.newPage()
  await page.goto(demo.portalUrl)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await camera.take(page, 'portal', 'Sign in')
  await signIn(page, demoPatient.email)
  await page.getByRole('button', { name: /Migraine/ }).waitFor()
  await camera.take(page, 'portal', 'Home')
  await page.getByRole('button', { name: /Migraine/ }).click()
  await page.getByText('Keep the diary').waitFor()
  await camera.take(page, 'portal', 'Treatment plan')
  for (const [path, title] of [
    ['visits', 'Past visits'],
    ['sent', 'Sent by you'],
    ['messages', 'Messages'],
    ['write', 'New message'],
    ['account', 'Your login'],
    ['password', 'Another password'],
    ['sessions', 'Where you are signed in'],
    ['passkeys', 'Passkeys'],
    ['profile', 'Details'],
    ['access', 'Who has access'],
    ['delete', 'Delete my login'],
  ] as const) {
    await page.goto(`${demo.portalUrl}/${path}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await camera.take(page, 'portal', title)
  }
  await page.goto(`${demo.portalUrl}/sent`)
  await page
    .getByRole('button', { name: /New patient intake/ })
    .first()
    .click()
  await page.getByText('Penicillin', { exact: false }).waitFor()
  await camera.take(page, 'portal', 'Answers that were sent')
  await context.close()
}

async function takeLimited(context: BrowserContext, demo: StandingDemo, camera: Camera): Promise<void> {
  const page = await context.newPage()
  await page.goto(demo.portalUrl)
  await signIn(page, 'theo.marchandlefevre@example.com')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByText('Théo').first().waitFor()
  await camera.take(page, 'portal', 'Home with limited access')
  await context.close()
}

async function takeForm(context: BrowserContext, demo: StandingDemo, camera: Camera): Promise<void> {
  const page = await context.newPage()
  await page.goto(demo.portalUrl)
  await signIn(page, 'ben.okafor@example.com')
  await page.getByRole('button', { name: /New patient intake/ }).click()
  await page.getByText(/question \d+ of \d+/i).waitFor()
  await camera.take(page, 'portal', 'A question of a form')
  const next = page.getByRole('button', { name: /^(Next|Check my answers)$/ })
  await page.getByRole('checkbox').last().check({ force: true })
  await next.click()
  await next.click()
  await page.getByRole('alert').or(page.locator('[aria-invalid=true]')).first().waitFor()
  await camera.take(page, 'portal', 'A question that needs an answer')
  await context.close()
}

async function takeLinks(context: BrowserContext, demo: StandingDemo, camera: Camera): Promise<void> {
  const page = await context.newPage()
  for (const [given, title] of [
    ['Chloé', 'Access Link'],
    ['Emily', 'A link that has expired'],
    ['Ana', 'A link that was used'],
  ] as const) {
    await page.goto('about:blank')
    await page.goto(`${demo.portalUrl}/open#${await fragmentOf(demo, given)}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('button').first().waitFor()
    await camera.take(page, 'portal', title)
  }
  await page.goto(`${demo.portalUrl}/code`)
  await page.getByRole('textbox', { name: 'Code' }).waitFor()
  await camera.take(page, 'portal', 'Open with a code')
  await context.close()
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** What stands behind the `#` in the newest Access Link of whoever has this given name. */
async function fragmentOf({ core }: StandingDemo, given: string): Promise<string> {
  const { secret } = await core.context.db
    .selectFrom('invitation')
    .innerJoin('patient', 'patient.id', 'invitation.patient_id')
    .select('secret')
    .where('given_name', '=', given)
    .where('kind', '=', 'access')
    .orderBy('prepared_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return toFragment(secret)
}
