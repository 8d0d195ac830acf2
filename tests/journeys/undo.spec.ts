import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { inGrid } from './support/dayBlocks.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { offered, undoes } from './support/undoLine.ts'
import type { Workspace } from './support/workspace.ts'

/** The way back for ten seconds, the same everywhere; and who has yet to be told of what was changed. */
let house: House
let desk: FrontDesk
let chart: Workspace

const visit = { patient: 'Ana Ruiz', service: 'Physiotherapy', practitioner: 'Lena Park' }

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  house.setMorning()
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz', email: 'ana@example.com' })
  await desk.addPatient({ givenName: 'Ben', familyName: 'Okafor', fullName: 'Ben Okafor' })
  chart = await desk.openWorkspace('Ana Ruiz')
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('R10.4, R9.3 a booking is undone: no visit, no e-mail, and nothing to send again', async () => {
  const { page } = desk
  await desk.book({ ...visit, time: '10:00', daysAhead: 30, form: 'New patient intake', send: true })
  await expect(offered(page, /Ana Ruiz booked/).getByRole('timer')).toHaveText(/^\d+ s$/)
  await expect(inGrid(page, 'Ana Ruiz')).toBeVisible()

  await undoes(page, /Ana Ruiz booked/)

  await expect(inGrid(page, 'Ana Ruiz')).toHaveCount(0)
  await desk.goTo('Outbox')
  const mail = page.getByRole('listitem').filter({ hasText: 'Confirmation' })
  await expect(mail).toContainText('Undone')
  await expect(mail.getByRole('button', { name: /Send again/ })).toHaveCount(0)
  await chart.tab('Appointments')
  await expect(chart.page.getByText('No appointments yet')).toBeVisible()
  await chart.tab('Smart Forms')
  await expect(chart.page.getByText('No Smart Forms yet')).toBeVisible()
})

async function cancelsWithoutAWord(page: Page): Promise<void> {
  const asked = page.getByRole('dialog')
  await asked.getByRole('checkbox', { name: 'Tell the patient by e-mail' }).uncheck()
  await asked.getByRole('button', { name: 'Cancel appointment' }).click()
}

test('R10.4, R6.6 by keyboard: a visit is cancelled, undone with Ctrl+Z, told of with T, and that undone too', async () => {
  const { page } = desk
  await desk.book({ ...visit, time: '14:00', daysAhead: 0 })
  await desk.goTo('Today')
  const row = page.getByRole('listitem').filter({ hasText: 'Ana Ruiz' })
  const name = row.getByRole('button', { name: 'Ana Ruiz', exact: true })
  const untold = row.getByRole('button', { name: 'Patient not told: tell Ana Ruiz' })
  await expect(untold).toHaveText('Patient not told')

  await name.focus()
  await page.keyboard.press('t')
  await expect(page.getByRole('menuitem', { name: 'Told by telephone' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(offered(page, 'Ana Ruiz told by telephone')).toBeVisible()
  await expect(untold).toHaveCount(0)
  await expect(name).toBeFocused()

  await page.keyboard.press('Control+z')
  await expect(untold).toBeVisible()
  await expect(name).toBeFocused()
  await page.keyboard.press('t')
  await expect(page.getByRole('menuitem', { name: 'Told by telephone' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(offered(page, 'Ana Ruiz told in person')).toBeVisible()

  const status = (label: string) => row.getByRole('button', { name: `${label}: change status of Ana Ruiz` })
  await status('Confirmed').press('Enter')
  await page.getByRole('menuitem', { name: 'Cancel appointment' }).click()
  await cancelsWithoutAWord(page)
  await expect(offered(page, 'Ana Ruiz: Cancelled. Patient not told.')).toBeVisible()
  await expect(untold).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Control+z')
  await expect(status('Confirmed')).toBeVisible()
  await expect(untold).toHaveCount(0)

  await status('Confirmed').press('Enter')
  await page.getByRole('menuitem', { name: 'Cancel appointment' }).click()
  await cancelsWithoutAWord(page)
  await chart.tab('Appointments')
  const inChart = chart.page.getByRole('button', { name: 'Patient not told: tell Ana Ruiz' })
  await inChart.click()
  await chart.page.getByRole('menuitem', { name: 'Told in person' }).click()
  await expect(inChart).toHaveCount(0)
  await expect(untold).toHaveCount(0)
})

test('R10.4 on a fresh Today the first arrow goes to the next visit', async () => {
  const { page } = desk
  await desk.goTo('Today')
  await page.reload()
  const row = page.locator('[data-row]').first()
  await expect(row).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(row).toBeFocused()
})

test('R10.4 while a field is typed in, Ctrl+Z is the field’s own', async () => {
  const { page } = desk
  await desk.book({ ...visit, time: '11:00', daysAhead: 31 })
  await desk.goTo('Patients')
  const search = page.getByLabel('Search patients')
  await search.pressSequentially('Okafor')
  await search.press('Control+z')
  await expect(search).not.toHaveValue('Okafor')
  await expect(offered(page, /Ana Ruiz booked/)).toBeVisible()

  await undoes(page, /Ana Ruiz booked/)
})

test('R10.4, R8.1 publishing is undone: the version is out of sight and the draft stays', async () => {
  const { page } = chart
  await chart.publishPlan('Knee', 'Walk every day.')

  await undoes(page, 'Version 1 published')

  await expect(page.getByText('None. Patients see nothing of this plan.')).toBeVisible()
  await expect(page.getByLabel('Text of the plan')).toHaveValue('Walk every day.')
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeEnabled()
})

test('R10.4 in the plan’s text Ctrl+Z takes back its publishing, as the line says; after typing it is the text’s own', async () => {
  const { page } = chart
  const text = page.getByLabel('Text of the plan')
  const published = offered(page, /Version \d published/)
  const unpublished = page.getByText('None. Patients see nothing of this plan.')
  await text.press('End')
  await text.pressSequentially(' Rest.')
  await text.press('Control+Enter')
  await expect(published).toContainText('Ctrl')
  await text.press('Control+z')
  await expect(unpublished).toBeVisible()
  await expect(text).toHaveValue('Walk every day. Rest.')
  await expect(published).toHaveCount(0)
  await text.press('Control+Enter')
  await expect(published).toBeVisible()
  await text.pressSequentially('!')
  await expect(published).not.toContainText('Ctrl')
  await text.press('Control+z')
  await expect(text).not.toHaveValue(/!/)
  await expect(unpublished).toHaveCount(0)
  await published.getByRole('button', { name: 'Undo' }).click()
  await expect(unpublished).toBeVisible()
})

test('R10.4 Ctrl+Z goes back act by act, with a menu open too, and says when there is nothing more', async () => {
  const { page } = desk
  await desk.goTo('Today')
  // What the tests before did is offered no more.
  await expect(page.getByRole('alert')).toHaveCount(0)
  await desk.book({ ...visit, patient: 'Ben Okafor', time: '15:00', daysAhead: 0 })
  await desk.goTo('Today')
  const bens = page.getByRole('listitem').filter({ hasText: 'Ben Okafor' }).first()
  const status = bens.getByRole('button', { name: /change status of/ })
  await status.press('Enter')
  await page.getByRole('menuitem', { name: 'Arrived' }).click()
  await expect(offered(page, 'Ben Okafor: Arrived')).toBeVisible()
  await status.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(status).toHaveText('Confirmed')
  await expect(offered(page, /^Undone$/)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(offered(page, 'Nothing more to undo')).toBeVisible()
})

test('R10.4 what can be undone can be undone after F5 too', async () => {
  const { page } = desk
  await desk.goTo('Today')
  const bens = page.getByRole('listitem').filter({ hasText: 'Ben Okafor' }).first()
  const status = bens.getByRole('button', { name: /change status of/ })
  await status.press('Enter')
  await page.getByRole('menuitem', { name: 'Arrived' }).click()
  await expect(status).toHaveText(/^Arrived/)

  await page.reload()
  await expect(offered(page, 'A visit was changed').getByRole('timer')).toBeVisible()
  await page.keyboard.press('Control+z')

  await expect(offered(page, /^Undone$/)).toBeVisible()
  await expect(status).toHaveText('Confirmed')
  await page.reload()
  // A key that is pressed before the page stands is lost.
  await expect(status).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(offered(page, 'Nothing more to undo')).toBeVisible()
})

test('R10.4, R9.3 what was sent is taken back: a Smart Form, an Access Link', async () => {
  const { page } = chart
  await chart.tab('Smart Forms')
  await page.getByRole('button', { name: 'Send a Smart Form' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Close' }).press('Control+Enter')
  await expect(dialog).toContainText('Choose at least one form')
  await dialog.getByRole('checkbox', { name: 'New patient intake' }).check()
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await undoes(page, 'Smart Form leaves to ana@example.com')

  await chart.requestAccessLinkWithoutCode()
  await chart.sendAccessLink('ana@example.com')
  await expect(offered(page, 'Access Link leaves to ana@example.com')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: 'Send Access Link' })).toBeVisible()

  await desk.goTo('Outbox')
  for (const kind of ['Smart Form', 'Access Link']) {
    await expect(desk.page.getByRole('main').getByRole('listitem').filter({ hasText: kind })).toContainText('Undone')
  }
})

test('R10.4 an item of the Inbox that was settled waits again, and is the one that is read', async () => {
  const { page } = desk
  const { context } = house.core()
  const row = { event_seq: null, patient_id: null, submission_id: null, mail_id: null, done_at: null, done_by: null }
  const waiting = ['one@example.com', 'two@example.com'].map((email, older) => {
    const facts = { kind: 'unproven', email } as const
    const received_at = new Date(Date.now() - older * 60_000).toISOString()
    return { ...row, id: context.ids(), kind: facts.kind, facts_json: JSON.stringify(facts), received_at }
  })
  await context.db.insertInto('inbox_item').values(waiting).execute()
  await desk.goTo('Inbox')
  const read = page.getByRole('article')
  await expect(read).toContainText('one@example.com')
  await read.getByRole('button', { name: 'Settle' }).click()
  await expect(read).toContainText('two@example.com')

  await undoes(page, 'Settled.')

  await expect(read).toContainText('one@example.com')
})
