import { createServer, type Server } from 'node:net'
import { once } from 'node:events'
import { expect, test } from '@playwright/test'
import { selfSignedCertificate, trustTestAuthority } from '../support/certificates.ts'
import { OWN_LOGIN, startOwnSmtp, type OwnSmtp } from '../support/ownSmtp.ts'
import { expectAccessible } from './support/accessible.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { ana } from './support/people.ts'

/** An admin decides how e-mails leave, and sees on the spot whether they do (R9.4). */
let house: House
let desk: FrontDesk
let own: OwnSmtp
let selfSigned: OwnSmtp
let silent: Server

test.beforeAll(async ({ browser }, testInfo) => {
  trustTestAuthority()
  own = await startOwnSmtp()
  selfSigned = await startOwnSmtp(selfSignedCertificate)
  silent = createServer((socket) => void socket.on('error', () => undefined)).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.setUndoSeconds(0)
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
  await Promise.all([own.close(), selfSigned.close()])
  silent.close()
})

const send = () => desk.page.getByRole('button', { name: 'Send a test e-mail' }).click()

test('R9.4 through the online service a test e-mail says at the desk that it arrived', async () => {
  const { page } = desk
  await desk.goToSettings('E-mail')
  await expect(page.getByText('None has arrived yet.')).toBeVisible()
  await page.getByLabel('To', { exact: true }).fill('marta')
  await send()
  await expect(page.getByText('This is not an e-mail address.')).toBeVisible()
  await page.getByLabel('To', { exact: true }).fill('marta@clinic.example')
  await page.keyboard.press('Enter')

  await expect(page.getByText('Arrived', { exact: true })).toBeVisible()
  expect((await house.smtp.nextTo('marta@clinic.example')).subject).toContain('Test e-mail')
  await page.reload()
  await expect(page.getByText('To marta@clinic.example', { exact: false })).toBeVisible()
  await expectAccessible(page)
})

test('R9.4 the clinic’s own mail server is tried before it is saved, and what it answers is said in words', async () => {
  const { page } = desk
  await page.getByRole('radio', { name: 'Through the clinic’s own mail server' }).check()
  await send()
  await expect(page.getByText('The name of the mail server is needed.')).toBeVisible()
  await expect(page.getByLabel('Mail server', { exact: true })).toBeFocused()
  await expect(page.getByText('The address that e-mails come from is needed.')).toBeVisible()
  await expectAccessible(page)
  const port = page.getByLabel('Port')
  await page.getByLabel('Mail server', { exact: true }).fill('localhost')
  await page.getByLabel('Sent from').fill(OWN_LOGIN.user)
  await page.getByLabel('User name').fill(OWN_LOGIN.user)
  await page.getByLabel('Password', { exact: true }).fill('not the one')
  await page.getByText('STARTTLS', { exact: true }).click()
  await expect(port).toHaveValue('587')
  await page.getByText('TLS', { exact: true }).click()
  await expect(port).toHaveValue('465')

  await port.fill(String(selfSigned.port))
  await send()
  await expect(page.getByRole('alert').filter({ hasText: 'vouched for by nobody but itself' })).toBeVisible()
  await port.fill(String(own.port))
  await send()
  await expect(page.getByText('The mail server refuses the user name or the password.')).toBeVisible()
  await expect(page.getByText('535 5.7.8 Authentication failed')).toBeVisible()
  const address = silent.address()
  await port.fill(String(typeof address === 'object' ? address?.port : 0))
  await send()
  await expect(page.getByText(/Waiting for localhost: \d+ s, at most 30/)).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Given up.', { exact: false })).toBeVisible()

  await port.fill(String(own.port))
  await page.getByLabel('Password', { exact: true }).fill(OWN_LOGIN.password)
  await send()
  await expect(page.getByText(/The mail server took it: “250/)).toBeVisible()
  await page.getByRole('button', { name: 'Save e-mail' }).click()
  await expect(page.getByText('Settings saved')).toBeVisible()
  await page.reload()
  await expect(page.getByText('One is kept, and shown to nobody.', { exact: false })).toBeVisible()
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
})

test('R9.4 from then on e-mails leave through it, and the online service has none of them', async () => {
  const before = own.mails.length
  await desk.addPatient(ana)
  const chart = await desk.openWorkspace(ana.fullName)
  await chart.requestAccessCode()
  await chart.sendAccessLink(ana.email)
  await chart.close()

  await expect.poll(() => own.mails.length).toBe(before + 1)
  expect(own.mails.at(-1)).toMatchObject({ from: { address: OWN_LOGIN.user }, to: [{ address: ana.email }] })
  await desk.goTo('Outbox')
  await expect(desk.page.getByText('Test e-mail').first()).toBeVisible()
  expect(house.smtp.count()).toBe(1)
  expect(house.logLines().join('')).not.toContain(OWN_LOGIN.password)
})
