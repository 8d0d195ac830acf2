import { expect, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { HOSTILE_FILES } from '../support/hostileFiles.ts'
import { expectAccessible } from './support/accessible.ts'
import { coloursIn, pdfThatSays, photo } from './support/files.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { linkIn } from './support/links.ts'
import { ben } from './support/people.ts'
import { Phone } from './support/phone.ts'

/** A document there and a photo back (R8.2, R8.3). */
test.describe.configure({ mode: 'serial' })

let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('R8.2, R8.3 a document is shared, opened and taken back; a photo comes back, is looked at and filed', async ({
  browser,
}) => {
  await desk.signIn(house.admin)
  await desk.setUndoSeconds(0)
  await desk.addPatient(ben)
  const workspace = await desk.openWorkspace(ben.fullName)
  await workspace.tab('Medical Access Code')
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(ben.email)
  const phone = await Phone.open(browser)
  const { page } = phone
  await phone.goto(linkIn((await house.smtp.nextTo(ben.email)).text))
  await phone.choosePassword(ben.password, 'Open my records')
  await page.getByRole('button', { name: /Records$/ }).click()
  await expect(page.getByText('The clinic has shared no documents.')).toBeVisible()

  await workspace.tab('Documents')
  await expect(workspace.page.getByText('No documents yet')).toBeVisible()
  await expectAccessible(workspace.page)
  const input = workspace.page.locator('input[type=file]')
  await input.setInputFiles({ name: 'bill.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') })
  await expect(workspace.page.getByText('The file is no PDF and no photo')).toBeVisible()
  const letter = pdfThatSays('Kwartsiet')
  await input.setInputFiles({ name: 'Verwijzing.pdf', mimeType: 'application/pdf', buffer: letter })
  await expect(workspace.page.getByRole('img', { name: 'Page 1 of Verwijzing' })).toBeVisible()
  expect(await coloursIn(workspace.page, /Page 1/)).toBeGreaterThan(2)
  await expect(workspace.page.getByText('Not shared')).toBeVisible()
  await workspace.page.getByRole('button', { name: 'Share', exact: true }).click()
  await expectAccessible(workspace.page)
  await workspace.page.getByRole('dialog').getByRole('button', { name: 'Share' }).click()
  await expect(workspace.page.getByText(`${ben.email}: never opened`)).toBeVisible()

  await expect(async () => {
    await page.reload()
    await expect(page.getByText('Verwijzing').first()).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await page.getByRole('button', { name: /^Open/ }).click()
  const kept = page.waitForEvent('download')
  await page.getByRole('link', { name: /^Save/ }).click()
  const download = await kept
  expect(download.suggestedFilename()).toBe('Verwijzing.pdf')
  expect(readFileSync(await download.path()).equals(letter)).toBe(true)
  await expectAccessible(page)
  await expect(workspace.page.getByText(new RegExp(`${ben.email}: opened at`))).toBeVisible()

  const choose = page.locator('input[type=file]')
  await choose.setInputFiles({ name: 'form.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<svg/>') })
  await expect(page.getByText(/Only PDFs and photos can be sent/)).toBeVisible()
  const taken = await photo(page, 'Zwerfkei 51.0N 3.7E')
  await choose.setInputFiles({ name: 'vlek.jpg', mimeType: 'image/jpeg', buffer: taken })
  await expect(page.getByText(/vlek.jpg.* was sent/)).toBeVisible()

  await desk.seesInInbox('vlek.jpg', ben.fullName)
  await desk.page.getByRole('listitem').getByText('vlek.jpg').click()
  await expect(desk.page.getByRole('img', { name: 'vlek.jpg' })).toBeVisible()
  await expectAccessible(desk.page)
  await desk.page.getByLabel('Name in Documents').fill('Vlek op de arm')
  await desk.page.getByRole('button', { name: 'File in Documents' }).click()
  await expect(desk.page.getByText('Filed in Documents.')).toBeVisible()
  await expect(workspace.page.getByText('Vlek op de arm')).toBeVisible()

  await workspace.page.getByRole('button', { name: 'Take back' }).first().click()
  await workspace.page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await expect(workspace.page.getByText(/^Taken back/).first()).toBeVisible()
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('The clinic took this back')).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await expect(page.getByText('Verwijzing')).toBeHidden()
  await phone.close()
  await workspace.close()
})

test('R8.3 hostile files are shown as pictures or not at all: nothing runs, and nothing is asked of anybody', async () => {
  const workspace = await desk.openWorkspace(ben.fullName)
  const { page } = workspace
  const asked: string[] = []
  page.context().on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol !== 'blob:' && host !== new URL(house.deskUrl()).host) asked.push(request.url())
  })
  page.on('dialog', (dialog) => asked.push(dialog.message()))
  await workspace.tab('Documents')
  for (const { what, said, body } of HOSTILE_FILES.filter(({ isRefused }) => !isRefused)) {
    await page.locator('input[type=file]').setInputFiles({ name: what, mimeType: 'application/pdf', buffer: body })
    const card = page
      .getByRole('article')
      .filter({ has: page.getByRole('button', { name: `Open ${what}`, exact: true }) })
    await expect(card.getByRole('alert').or(card.getByRole('img')).first(), `${what} (${said})`).toBeVisible()
  }

  expect(asked).toEqual([])
  await expect.poll(() => page.workers().length, 'one draws what is open, and the others are gone').toBe(1)
  await workspace.close()
})
