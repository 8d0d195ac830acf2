import { expect, test } from '@playwright/test'
import { DAY } from '../../src/shared/domain/time.ts'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { openDesk } from './support/openDesk.ts'
import { linkIn } from './support/links.ts'
import { Phone } from './support/phone.ts'
import { pressEverything } from './support/scanner.ts'

/** The ways an invitation can go that the five stories do not walk. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const mother = {
  givenName: 'Marisol',
  familyName: 'Ferreira',
  fullName: 'Marisol Ferreira',
  birthOn: '1988-07-19',
  email: 'marisol@example.com',
  password: 'thistle-anchor-plum-8',
}
const child = {
  givenName: 'Samuel',
  familyName: 'Ferreira',
  fullName: 'Samuel Ferreira',
  birthOn: '2019-02-03',
  email: 'marisol@example.com',
}

test('R4.5 a code that was read aloud opens the records with the date of birth, and with no other', async ({
  browser,
}) => {
  const patient = { givenName: 'Klara', familyName: 'Novotná', fullName: 'Klara Novotná', birthOn: '1979-12-24' }
  await desk.addPatient(patient)
  const workspace = await desk.openWorkspace(patient.fullName)
  await workspace.requestAccessCode()
  const code = await workspace.code()
  await desk.seesSyncStatus(/Synchronised/)
  const phone = await Phone.open(browser)

  await phone.goto(await house.codePage())
  await phone.entersCode(code.toLowerCase().replace('-', ' '), { day: '25', month: '12', year: '1979' })
  await expect(
    phone.page.getByText('This code and this date of birth do not open anything.', { exact: false }),
  ).toBeVisible()
  await phone.entersCode(code, { day: '24', month: '12', year: '1979' })
  await expect(phone.heading('Hello Klara')).toBeVisible()
  await phone.page.getByRole('textbox', { name: 'E-mail' }).fill('klara@example.com')
  await phone.choosePassword('orchid-ferry-lamp-31', 'Open my records')

  await expect(phone.heading('Your records')).toBeVisible()
  await workspace.seesRedeemedBy('klara@example.com')
  await phone.close()
  await workspace.close()
})

test('R5.2 a child is added to the mother’s login, and R5.3 the page says whose things one looks at', async ({
  browser,
}) => {
  await desk.addPatient(mother)
  await desk.addPatient(child)
  const hers = await desk.openWorkspace(mother.fullName)
  await hers.requestAccessCode()
  await hers.sendAccessLink(mother.email)
  const herLink = linkIn((await house.smtp.nextTo(mother.email)).text)
  await hers.close()
  const phone = await Phone.open(browser)
  await phone.goto(herLink)
  await phone.choosePassword(mother.password, 'Open my records')
  await expect(phone.heading(mother.fullName)).toBeVisible()

  const childs = await desk.openWorkspace(child.fullName)
  await childs.requestAccessCode()
  await childs.sendAccessLink(child.email)
  await phone.goto(linkIn((await house.smtp.nextTo(child.email)).text))
  await expect(phone.heading(`Add Samuel to ${mother.email}?`)).toBeVisible()
  await phone.page.getByRole('button', { name: 'Add Samuel' }).click()

  await expect(phone.page.getByText('Samuel’s')).toBeVisible()
  await expect(phone.page.getByRole('button', { name: /Switch/ })).toBeVisible()
  await childs.seesHolder(mother.email, 'Full')
  await phone.close()
  await childs.close()
})

test('R4.7 a login that has full access already is told that nothing changes', async ({ browser }) => {
  const twice = { givenName: 'Tamsin', familyName: 'Twice', fullName: 'Tamsin Twice', birthOn: '1970-06-01' }
  const email = 'tamsin@example.com'
  const password = 'pebble-saddle-onyx-5'
  await desk.addPatient(twice)
  const workspace = await desk.openWorkspace(twice.fullName)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(email)
  const first = await Phone.open(browser)
  await first.goto(linkIn((await house.smtp.nextTo(email)).text))
  await first.choosePassword(password, 'Open my records')
  await workspace.seesHolder(email, 'Full')
  await first.close()
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(email)
  const phone = await Phone.open(browser)
  await phone.goto(linkIn((await house.smtp.nextTo(email)).text))

  await phone.signInAtInvitation(email, password)

  await expect(phone.page.getByText('You already had full access; nothing changed.')).toBeVisible()
  await phone.close()
  await workspace.close()
})

test('R2.2 “Take me to my forms” leads a login that has full access to the form’s first question', async ({
  browser,
}) => {
  const patient = {
    ...{ givenName: 'Thaddea', familyName: 'Full', fullName: 'Thaddea Full', birthOn: '1970-06-01' },
    email: 'thaddea@example.com',
  }
  const password = 'pebble-saddle-onyx-5'
  await desk.addPatient(patient)
  const workspace = await desk.openWorkspace(patient.fullName)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(patient.email)
  const phone = await Phone.open(browser)
  await phone.goto(linkIn((await house.smtp.nextTo(patient.email)).text))
  await phone.choosePassword(password, 'Open my records')
  await workspace.seesHolder(patient.email, 'Full')
  await expect(workspace.page.getByText(`${patient.email} has full access`)).toBeVisible()
  await expect(workspace.page.getByText('No Access Code is open')).toHaveCount(0)
  await workspace.close()
  await desk.book({
    ...{ patient: patient.fullName, service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 3, time: '15:00' },
    ...{ form: 'New patient intake', send: true },
  })

  await phone.goto(linkIn((await house.smtp.nextTo(patient.email)).text))
  await phone.page.getByRole('button', { name: 'Go to my forms' }).click()

  await expect(phone.page.getByText(/question 1 of \d+/i)).toBeVisible()
  await expect(phone.page.getByText('You already had full access', { exact: false })).toHaveCount(0)
  await phone.leavesFirstQuestion()
  await expect(phone.heading('Your records')).toBeVisible()
  await expect(phone.page.getByText('You already had', { exact: false })).toHaveCount(0)
  await phone.close()
})

test('R4.7 choosing a password for an e-mail that has a login is a try at its password, and the right one adds', async ({
  browser,
}) => {
  const parent = { givenName: 'Noor', familyName: 'Halabi', fullName: 'Noor Halabi', birthOn: '1985-04-04' }
  const baby = { givenName: 'Zayn', familyName: 'Halabi', fullName: 'Zayn Halabi', birthOn: '2025-11-02' }
  const email = 'noor@example.com'
  const password = 'lantern-cobalt-reed-9'
  const sendTo = async (patient: typeof parent) => {
    await desk.addPatient(patient)
    const workspace = await desk.openWorkspace(patient.fullName)
    await workspace.requestAccessCode()
    await workspace.sendAccessLink(email)
    await workspace.close()
    return linkIn((await house.smtp.nextTo(email)).text)
  }
  const first = await Phone.open(browser)
  await first.goto(await sendTo(parent))
  await first.choosePassword(password, 'Open my records')
  await expect(first.heading('Your records')).toBeVisible()
  await first.close()
  const link = await sendTo(baby)

  const wrong = await Phone.open(browser)
  await wrong.goto(link)
  await wrong.choosePassword('another-heron-walks-4', 'Open my records')
  await expect(wrong.page.getByText('This e-mail may have a login here already', { exact: false })).toBeVisible()
  await wrong.close()
  const right = await Phone.open(browser)
  await right.goto(link)
  await right.choosePassword(password, 'Open my records')

  await expect(right.page.getByText('Zayn’s')).toBeVisible()
  await expect(right.page.getByText('is now in your login', { exact: false })).toBeVisible()
  await right.page.getByRole('button', { name: /Switch/ }).click()
  await expect(right.page.getByText('Noor’s')).toBeVisible()
  await expect(right.page.getByText('is now in your login', { exact: false })).toHaveCount(0)
  await right.close()
})

test('R9.3 "Undo" within the countdown keeps an Access Link from leaving', async () => {
  await desk.setUndoSeconds(60)
  const patient = { givenName: 'Lazlo', familyName: 'Undone', fullName: 'Lazlo Undone', email: 'lazlo@example.com' }
  await desk.addPatient(patient)
  const workspace = await desk.openWorkspace(patient.fullName)
  await workspace.requestAccessLinkWithoutCode()
  await workspace.sendAccessLink(patient.email)
  const before = house.smtp.count()

  await workspace.page.getByRole('button', { name: 'Undo' }).first().click()

  await expect(workspace.page.getByText('Access Link taken back before it left')).toBeVisible()
  await desk.goTo('Outbox')
  await expect(desk.page.getByRole('main').getByRole('listitem').filter({ hasText: patient.email })).toContainText(
    'Undone',
  )
  expect(house.smtp.count()).toBe(before)
  await workspace.close()
  await desk.setUndoSeconds(0)
})

test('R3.6 who asked for full access to one child’s records has not asked for the other’s', async ({ browser }) => {
  const email = 'leocadia@example.com'
  const children = ['Ignatius', 'Wilhelmina'].map((givenName) => ({
    ...{ givenName, familyName: 'Brandt', fullName: `${givenName} Brandt`, birthOn: '2018-05-06', email },
  }))
  const links = []
  for (const [index, each] of children.entries()) {
    await desk.addPatient(each)
    await desk.book({
      ...{ patient: each.fullName, service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 4 },
      ...{ time: `1${index}:00`, form: 'New patient intake', send: true },
    })
    links.push(linkIn((await house.smtp.nextTo(email)).text))
  }
  const phone = await Phone.open(browser)
  await phone.goto(links[0] ?? '')
  await phone.choosePassword('cobble-thyme-lantern-6', 'Go to my forms')
  await phone.leavesFirstQuestion()
  await expect(phone.heading('Ignatius')).toBeVisible()
  await phone.goto(links[1] ?? '')
  await phone.page.getByRole('button', { name: 'Add Wilhelmina' }).click()
  await phone.leavesFirstQuestion()
  await expect(phone.page.getByText('Wilhelmina’s')).toBeVisible()

  await phone.asksForFullAccess()
  await phone.page.getByRole('button', { name: /Switch/ }).click()

  await expect(phone.page.getByText('Ignatius’s')).toBeVisible()
  await expect(phone.page.getByRole('button', { name: 'Ask the clinic for full access' })).toBeVisible()
  await expect(phone.page.getByText(/The clinic was asked/)).toHaveCount(0)
  await desk.seesInInbox('Full access', 'Wilhelmina Brandt')
  const asked = desk.page.getByRole('main').getByRole('listitem').filter({ hasText: 'Full access' })
  await expect(asked).toHaveCount(1)
  await expect(asked).toContainText('Wilhelmina Brandt')
  await phone.page.getByRole('button', { name: /Switch/ }).click()
  await expect(phone.page.getByText(/The clinic was asked/)).toBeVisible()
  await phone.close()
})

test('R4.3 a scanner that presses all it can spends no link, and R4.2 a form that has expired opens for one more day', async ({
  browser,
}) => {
  const patient = {
    givenName: 'Philippa',
    familyName: 'Late',
    fullName: 'Philippa Late',
    email: 'philippa@example.com',
  }
  await desk.addPatient(patient)
  await desk.book({
    ...{ patient: patient.fullName, service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 4, time: '15:00' },
    ...{ form: 'New patient intake', send: true },
  })
  const link = linkIn((await house.smtp.nextTo(patient.email)).text)

  const pressed = await pressEverything(browser, link)

  expect(pressed).toContain('Go to my forms')
  expect(pressed).toContain('I already have a login: sign in')
  // Pressing counts as opening, from when on a form has 90 days.
  house.setClockSkew(91 * DAY)
  house.setEndpointClockSkew(91 * DAY)
  const phone = await Phone.open(browser)
  await phone.goto(link)
  await expect(phone.heading('This link has expired')).toBeVisible()
  await expectAccessible(phone.page)
  await phone.page.getByRole('button', { name: 'Take one more day' }).click()
  await phone.choosePassword('thimble-orchard-quay-2', 'Go to my forms')
  await phone.leavesFirstQuestion()
  await expect(phone.heading('Philippa')).toBeVisible()
  await phone.close()
})
