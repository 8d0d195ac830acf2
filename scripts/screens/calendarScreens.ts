import type { BrowserContext, Page } from '@playwright/test'
import { demoPassword, demoPractitioners } from '../demo/clinic.ts'
import type { StandingDemo } from './openDemo.ts'
import type { Camera } from './pictures.ts'

/** Day, week, month; then who waits for an earlier time. */
export async function takeCalendar(page: Page, camera: Camera): Promise<void> {
  await camera.take(page, 'desk', 'Calendar')
  for (const name of ['Week', 'Month']) {
    const button = page.getByRole('group', { name: 'View' }).getByRole('button', { name, exact: true })
    await button.click()
    await button.and(page.locator('[aria-pressed=true]')).waitFor()
    await camera.take(page, 'desk', `Calendar, ${name.toLowerCase()}`)
  }
  await page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'Day', exact: true }).click()
  await page.locator('[data-visit]').first().waitFor()
  await takeWaitingList(page, camera)
}

async function takeWaitingList(page: Page, camera: Camera): Promise<void> {
  await page.keyboard.press('w')
  const waiting = page.getByRole('complementary', { name: 'Waiting list' })
  for (const [name, service] of [
    ['Marie-Madeleine', 'Physiotherapy'],
    ['Ana Ruiz', 'Massage 60'],
    ['Hana Suzuki', 'Initial assessment'],
  ] as const) {
    await waiting.getByRole('button', { name: 'Add', exact: true }).click()
    const form = page.getByRole('dialog', { name: 'Add to the waiting list' })
    await form.getByRole('combobox', { name: 'Patient' }).fill(name)
    await form.getByRole('option', { name }).first().click()
    await form.getByRole('combobox', { name: 'Service' }).fill(service)
    await form.getByRole('option', { name: service }).click()
    if (name === 'Ana Ruiz') await camera.take(page, 'desk', 'Waiting list, adding to it')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.waitFor({ state: 'detached' })
    // The clock stands, so that the way back would stay for ever.
    const line = page.getByRole('alert').filter({ hasText: 'is on the waiting list.' })
    await line.getByRole('button', { name: 'Close' }).click()
    await line.waitFor({ state: 'detached' })
  }
  await camera.take(page, 'desk', 'Waiting list')
  await page.keyboard.press('w')
  await waiting.waitFor({ state: 'detached' })
}

/** The day of whoever treats. @param context of a browser in which nobody is signed in, at a station of its own */
export async function takeMyDay(context: BrowserContext, demo: StandingDemo, camera: Camera): Promise<void> {
  const [practitioner] = demoPractitioners
  const page = await context.newPage()
  await page.goto(demo.deskUrl)
  await page.getByRole('textbox', { name: 'E-mail' }).fill(practitioner?.email ?? '')
  await page.getByRole('textbox', { name: 'Password' }).fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name: 'My day' }).click()
  await page.getByRole('heading', { name: 'My day', level: 1 }).waitFor()
  await page.getByRole('list').getByRole('listitem').first().waitFor()
  await camera.take(page, 'desk', 'My day')
  await context.close()
}
