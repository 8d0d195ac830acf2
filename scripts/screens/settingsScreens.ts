import type { Page } from '@playwright/test'
import type { Camera } from './pictures.ts'

/** Every page of Settings as an admin has it, and what opens on some of them. */
export async function takeSettings(page: Page, camera: Camera): Promise<void> {
  const pages = page.getByRole('navigation', { name: 'Pages of Settings' })
  for (const name of await pages.getByRole('link').allInnerTexts()) {
    await goTo(page, name)
    await camera.take(page, 'desk', `Settings, ${name}`)
  }
  await takeStaff(page, camera)
  await takeService(page, camera)
  await takeOwnMailServer(page, camera)
  await takeReminder(page, camera)
  await takeSheet(page, camera)
}

/** @param name of whoever is signed in */
export async function takeAccount(page: Page, name: string, camera: Camera): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.getByRole('menuitem', { name: 'Your account' }).click()
  await page.getByRole('heading', { name: 'Your account', level: 1 }).waitFor()
  await camera.take(page, 'desk', 'Your account')
}

async function goTo(page: Page, name: string): Promise<void> {
  const link = page.getByRole('navigation', { name: 'Pages of Settings' }).getByRole('link', { name, exact: true })
  await link.click()
  await link.and(page.locator('[aria-current=page]')).waitFor()
}

async function takeStaff(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'Staff')
  await page
    .getByRole('main')
    .getByRole('button', { name: /Amir Lee/ })
    .click()
  await page.getByRole('complementary', { name: 'Amir Lee' }).waitFor()
  await camera.take(page, 'desk', 'Settings, Staff, an account')
}

async function takeService(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'Services')
  const list = page.getByRole('region', { name: 'Services' })
  await list.getByRole('listitem').first().locator('a, button').first().click()
  await page.getByRole('complementary').getByRole('textbox', { name: 'Name' }).waitFor()
  await camera.take(page, 'desk', 'Settings, Services, a service')
}

async function takeOwnMailServer(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'E-mail')
  await page.getByRole('radio', { name: 'Through the clinic’s own mail server' }).check()
  await page.getByLabel('Mail server', { exact: true }).waitFor()
  await camera.take(page, 'desk', 'Settings, E-mail, an own mail server')
  await page.getByRole('radio', { name: 'Through the online service' }).check()
}

async function takeReminder(page: Page, camera: Camera): Promise<void> {
  const preview = page.getByText('The e-mail as it is sent')
  await preview.click()
  await page.getByText(/^Reminder of your visit/).waitFor()
  await preview.evaluate((element) => {
    element.scrollIntoView()
  })
  await camera.take(page, 'desk', 'Settings, E-mail, the reminder')
}

async function takeSheet(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'Recovery sheet')
  await page.getByRole('button', { name: /^Make (the|a new) sheet$/ }).click()
  await page.getByRole('button', { name: 'Print', exact: true }).waitFor()
  await camera.take(page, 'desk', 'Settings, Recovery sheet, the words')
}
