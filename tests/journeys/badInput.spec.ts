import { expect, test } from '@playwright/test'
import { createCore } from '../../src/main/core/createCore.ts'
import { storeErrorWords } from '../../src/main/core/db/storeError.ts'
import type { FrontDesk, NewPatient } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { openDesk } from './support/openDesk.ts'
import { linkIn } from './support/links.ts'
import { Phone } from './support/phone.ts'

/** What goes wrong on an ordinary day: each has its words and its way out, and nothing is lost or half done. */
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

function person(givenName: string, familyName: string, email?: string): NewPatient {
  return {
    givenName,
    familyName,
    fullName: `${givenName} ${familyName}`,
    birthOn: '1990-01-31',
    ...(email ? { email } : {}),
  }
}

async function sendLinkTo(patient: NewPatient & { email: string }): Promise<string> {
  await desk.addPatient(patient)
  const workspace = await desk.openWorkspace(patient.fullName)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(patient.email)
  const link = linkIn((await house.smtp.nextTo(patient.email)).text)
  await workspace.close()
  return link
}

test('R10.3 a wrong password says the same for a login that exists and one that does not', async () => {
  await desk.signOut()
  for (const email of [house.admin.email, 'nobody@harbourstreet.example']) {
    await desk.triesToSignIn(email, 'not-the-password')
    await expect(desk.page.getByText('The e-mail or the password is not right.')).toBeVisible()
  }
  await desk.signIn(house.admin)
})

test('R4.3 a link cut short says so; a trailing full stop and capitals do no harm', async ({ browser }) => {
  const link = await sendLinkTo({ ...person('Cosima', 'Halloran'), email: 'cosima@example.com' })
  const phone = await Phone.open(browser)

  await phone.goto(link.slice(0, -4))
  await expect(phone.heading('This link is incomplete')).toBeVisible()

  await phone.close()
  const another = await Phone.open(browser)
  await another.goto(`${link.replace(/#.*/, (fragment) => fragment.toUpperCase())}.`)
  await expect(another.heading('Hello Cosima')).toBeVisible()
  await another.close()
})

test('R4.7 expired, revoked, replaced, unknown and foreign links each say what happened', async ({ browser }) => {
  const patient = { ...person('Dorothea', 'Vance'), email: 'dorothea@example.com' }
  const first = await sendLinkTo(patient)
  const workspace = await desk.openWorkspace(patient.fullName)
  await workspace.replaceAccessCode()
  await workspace.sendAccessLink(patient.email)
  const second = linkIn((await house.smtp.nextTo(patient.email)).text)
  const phone = await Phone.open(browser)

  await phone.goto(first)
  await expect(phone.heading('There is a newer link')).toBeVisible()

  house.setEndpointClockSkew(6 * DAY)
  await phone.goto(second)
  await expect(phone.heading('This link has expired')).toBeVisible()
  house.setEndpointClockSkew(0)

  await workspace.revokeInvitation('Sent to the wrong address')
  await desk.seesSyncStatus(/Synchronised/)
  await phone.goto(second)
  await expect(phone.heading('The clinic has ended this link')).toBeVisible()

  await phone.goto(second.replace(/#.*/, `#${await house.unknownFragment()}`))
  await expect(phone.heading('This link does not open anything here')).toBeVisible()
  await phone.goto(second.replace(/\/c\/[^/]+/, '/c/019b76da-0000-7c6d-899e-ea695a4aa83c'))
  await expect(phone.heading('This page does not exist')).toBeVisible()
  await phone.close()
  await workspace.close()
})

test('R4.4 of two tabs that redeem at once one opens the records and the other says "used"', async ({ browser }) => {
  const link = await sendLinkTo({ ...person('Eulalia', 'Marchetti'), email: 'eulalia@example.com' })
  const tabs = await Promise.all([Phone.open(browser), Phone.open(browser)])
  await Promise.all(
    tabs.map(async (tab, index) => {
      await tab.goto(link)
      await tab.page.getByLabel('E-mail').fill(`eulalia${index}@example.com`)
      await tab.page.getByLabel('Choose a password').fill(`harbour-violet-${index}-stone`)
    }),
  )

  await Promise.all(tabs.map((tab) => tab.page.getByRole('button', { name: 'Open my records' }).click()))

  const seen = await Promise.all(tabs.map((tab) => tab.firstOf(['Your records', 'This link has been used'])))
  expect(seen.toSorted()).toEqual(['This link has been used', 'Your records'])
  await Promise.all(tabs.map((tab) => tab.close()))
})

test('R9.3 a double click on "Send Access Link" sends one e-mail', async () => {
  const patient = { ...person('Florimond', 'Achterberg'), email: 'florimond@example.com' }
  await desk.addPatient(patient)
  const workspace = await desk.openWorkspace(patient.fullName)
  await workspace.requestAccessCode()
  const before = house.smtp.count()

  await workspace.doubleClicksSend(patient.email)

  await house.smtp.nextTo(patient.email)
  await desk.goTo('Outbox')
  await expect(desk.page.getByRole('main').getByRole('listitem').filter({ hasText: patient.email })).toHaveCount(1)
  await desk.seesSyncStatus(/Synchronised/)
  expect(house.smtp.count()).toBe(before + 1)
  await workspace.close()
})

test('section 12: names with an apostrophe, emoji, 200 characters, right-to-left and mark-up are shown as typed', async ({
  browser,
}) => {
  const names = [
    ["O'Brien-D’Arcy", '🦊 Fuchs'],
    ['ש'.repeat(40), 'كريم'],
    ['W'.repeat(200), 'Langname'],
    ['<script>alert(1)</script>', '<b>Bold</b>'],
  ] as const
  const dialogs: string[] = []
  desk.page.on('dialog', (dialog) => void dialogs.push(dialog.message()))
  for (const [givenName, familyName] of names) {
    await desk.addPatient(person(givenName, familyName))
    const workspace = await desk.openWorkspace(`${givenName} ${familyName}`)
    await workspace.close()
  }

  const hostile = { ...person('<script>alert(2)</script>', '"><img src=x>'), email: 'hostile@example.com' }
  const link = await sendLinkTo(hostile)
  const phone = await Phone.open(browser)
  phone.page.on('dialog', (dialog) => void dialogs.push(dialog.message()))
  await phone.goto(link)
  await expect(phone.heading('Hello <script>alert(2)</script>')).toBeVisible()

  expect(dialogs).toEqual([])
  await phone.close()
})

test('R2.3 without an e-mail the button says what is missing; an e-mail that is none is refused', async () => {
  const patient = person('Gwendolen', 'Nomail')
  await desk.addPatient(patient)
  const workspace = await desk.openWorkspace(patient.fullName)
  await workspace.requestAccessCode()

  await workspace.page.getByRole('button', { name: 'Send Access Link' }).first().click()
  await expect(workspace.page.getByText('No e-mail address on file.', { exact: false })).toBeVisible()
  await workspace.page.getByRole('dialog').getByLabel('E-mail address').fill('gwendolen at example')
  await workspace.page.getByRole('dialog').getByRole('button', { name: 'Send Access Link' }).click()

  await expect(workspace.page.getByText('This is not an e-mail address.', { exact: false })).toBeVisible()
  await workspace.close()
})

test('R9.3 an address that the mail server refuses is shown at the patient and in the Outbox, with the way out', async () => {
  const patient = { ...person('Hyacinth', 'Bounceworth'), email: 'hyacinth@exmaple.com' }
  house.smtp.refuse(patient.email)
  await desk.addPatient(patient)
  const workspace = await desk.openWorkspace(patient.fullName)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(patient.email)

  await expect(workspace.page.getByText(/came back/).first()).toBeVisible()
  await desk.goTo('Outbox')
  await expect(desk.page.getByRole('main').getByRole('listitem').filter({ hasText: patient.email })).toContainText(
    'Came back',
  )

  await workspace.correctsAddress('hyacinth@example.com')
  await house.smtp.nextTo('hyacinth@example.com')
  await workspace.close()
})

test('R4.7 a wrong password in the portal gives no hint whether the login exists', async ({ browser }) => {
  const patient = { ...person('Isadora', 'Quill'), email: 'isadora@example.com' }
  const link = await sendLinkTo(patient)
  const phone = await Phone.open(browser)
  await phone.goto(link)
  await phone.choosePassword('meadow-copper-sled-12', 'Open my records')
  await expect(phone.heading('Your records')).toBeVisible()
  await phone.close()

  const stranger = await Phone.open(browser)
  await stranger.goto(link.replace(/\/open#.*/, ''))
  for (const email of [patient.email, 'unknown@example.com']) {
    await stranger.triesToSignIn(email, 'wrong-password-here')
    await expect(stranger.page.getByText('This e-mail and this password do not belong together.')).toBeVisible()
  }
  await stranger.close()
})

test('R10.5 a captive portal that answers HTML with status 200 is told, loses nothing, and passes', async () => {
  house.setNetwork('captivePortal')
  await desk.synchronise()
  await desk.seesSyncStatus(/Network asks for a sign-in/)
  const patient = { ...person('Jocasta', 'Wayfarer'), email: 'jocasta@example.com' }
  await desk.addPatient(patient)
  const workspace = await desk.openWorkspace(patient.fullName)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(patient.email)

  house.setNetwork('up')
  await desk.synchronise()

  await house.smtp.nextTo(patient.email)
  await desk.seesSyncStatus(/Synchronised/)
  await workspace.close()
})

test('R10.5 a clock that is a day ahead is told, and synchronising goes on', async () => {
  house.setClockSkew(DAY)
  await house.stopDesk()
  await house.startDesk()
  await desk.reopen(house)
  await desk.signIn(house.admin)

  await desk.seesSyncStatus(/Clock 1 day ahead/)

  house.setClockSkew(0)
  await house.stopDesk()
  await house.startDesk()
  await desk.reopen(house)
  await desk.signIn(house.admin)
  await desk.seesSyncStatus(/Synchronised/)
})

test('a second instance on the same records is refused in a sentence', async () => {
  await expect(createCore(house.coreOptions())).rejects.toThrow(storeErrorWords.lockedByAnother)
})
