import { expect, test } from '@playwright/test'
import { openHouse, type House } from './support/house.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { fragmentOf, linkIn } from './support/links.ts'
import { Phone } from './support/phone.ts'
import { expectAccessible } from './support/accessible.ts'
import { ana, ben, inviteeWithoutLogin } from './support/people.ts'
import { openWithAge, whereCanariesStand } from './support/canaries.ts'

/**
 * The foundation's five stories, told through screens and e-mails. They share one clinic and run in order: C is about
 * the patient of B, D about the patient of A, and E looks at what all of them left behind.
 */
test.describe.configure({ mode: 'serial' })

let house: House
let desk: FrontDesk
let accessLink = ''
let formLink = ''

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('A. Access Link, new patient (R2.3, R4.1, R4.3, R4.4)', async ({ browser }) => {
  await desk.signIn(house.admin)
  await expectAccessible(desk.page)
  await desk.setUndoSeconds(0)
  await desk.addPatient(ana)
  await desk.book({
    patient: ana.fullName,
    practitioner: 'Amir Lee',
    service: 'Initial assessment',
    time: '09:00',
    daysAhead: 1,
  })
  const workspace = await desk.openWorkspace(ana.fullName)
  await workspace.publishPlan(ana.plan.title, ana.plan.text)
  await workspace.requestAccessCode()
  await expectAccessible(workspace.page)
  await workspace.sendAccessLink(ana.email)

  const mail = await house.smtp.nextTo(ana.email)
  accessLink = linkIn(mail.text)
  expect(mail.subject).not.toContain('Ruiz')

  const phone = await Phone.open(browser)
  await phone.goto(accessLink)
  await expect(phone.heading('Hello Ana')).toBeVisible()
  await expectAccessible(phone.page)
  await phone.choosePassword(ana.password, 'Open my records')
  await phone.seesVisit('Initial assessment')
  await expectAccessible(phone.page)
  await phone.readsPlan(ana.plan.title, ana.plan.text)
  await workspace.seesRedeemedBy(ana.email)
  await phone.close()

  const again = await Phone.open(browser)
  await again.goto(accessLink)
  await expect(again.page.getByRole('heading', { name: 'This link has been used' })).toBeVisible()
  await expectAccessible(again.page)
  await again.signInFromDeadLink(ana.email, ana.password)
  await again.seesVisit('Initial assessment')
  await again.close()
  await workspace.close()
})

test('B. Confirmation with a Smart Form (R2.2, R3.2, R3.6, R7.4, R9.1)', async ({ browser }) => {
  await desk.addPatient(ben)
  const before = house.smtp.count()
  await desk.book({
    patient: ben.fullName,
    practitioner: 'Lena Park',
    service: 'Physiotherapy',
    time: '10:00',
    daysAhead: 1,
    form: 'New patient intake',
    send: true,
  })

  const mail = await house.smtp.nextTo(ben.email)
  expect(mail.html).toContain('Take me to my forms')
  expect(mail.calendar).toContain('BEGIN:VEVENT')
  expect(house.smtp.count()).toBe(before + 1)
  formLink = linkIn(mail.text)

  const phone = await Phone.open(browser)
  await phone.goto(formLink)
  await phone.choosePassword(ben.password, 'Go to my forms')
  await phone.leavesFirstQuestion()
  await expect(phone.page.getByText('New patient intake')).toBeVisible()
  await phone.doesNotSeeVisit('Physiotherapy')
  await expect(phone.page.getByText(/Visits that the clinic booked/)).toBeVisible()
  await expectAccessible(phone.page)

  await phone.fillIn('New patient intake', ben.secretAnswer)
  await desk.seesInInbox('New patient intake', ben.fullName)
  await desk.readsInboxOnANarrowScreen('New patient intake')
  await desk.fileInChart('New patient intake')
  const workspace = await desk.openWorkspace(ben.fullName)
  await workspace.seesHealth('Medicines', ben.secretAnswer, 'from New patient intake')
  await workspace.readsSubmission('New patient intake', ben.secretAnswer)
  await workspace.close()

  await phone.asksForFullAccess()
  await desk.seesInInbox('Full access', ben.fullName)
  await phone.close()
})

test('C. Upgrade (R3.1, R4.7)', async ({ browser }) => {
  const workspace = await desk.openWorkspace(ben.fullName)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(ben.email)
  const link = linkIn((await house.smtp.nextTo(ben.email)).text)

  const phone = await Phone.open(browser)
  await phone.goto(link)
  await phone.signInAtInvitation(ben.email, ben.password)
  await phone.seesVisit('Physiotherapy')

  await workspace.seesHolder(ben.email, 'Full')
  const anas = await desk.openWorkspace(ana.fullName)
  await anas.seesHolder(ana.email, 'Full')
  await phone.close()
  await anas.close()
  await workspace.close()
})

test('D. The desk is off, the endpoint is off (R4.6, R9.3, R10.5)', async ({ browser }) => {
  const workspace = await desk.openWorkspace(ana.fullName)
  await workspace.revokeHolder(ana.email, 'The telephone was lost')
  await house.smtp.nextTo(ana.email)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(ana.email)
  const link = linkIn((await house.smtp.nextTo(ana.email)).text)
  await workspace.close()
  await house.stopDesk()

  const phone = await Phone.open(browser)
  await phone.goto(link)
  await phone.signInAtInvitation(ana.email, ana.password)
  await phone.seesVisit('Initial assessment')
  await phone.readsPlan(ana.plan.title, ana.plan.text)
  await phone.close()

  await house.stopEndpoint()
  await house.startDesk()
  await desk.reopen(house)
  await desk.signIn(house.admin)
  await desk.seesSyncStatus(/Offline/)
  const before = house.smtp.count()
  await desk.book({
    patient: ben.fullName,
    practitioner: 'Lena Park',
    service: 'Physiotherapy',
    time: '11:00',
    daysAhead: 2,
    send: true,
  })
  await desk.book({
    patient: ana.fullName,
    practitioner: 'Amir Lee',
    service: 'Initial assessment',
    time: '13:30',
    daysAhead: 2,
    send: true,
  })
  expect(house.smtp.count()).toBe(before)

  await house.startEndpoint()
  await desk.synchronise()
  await desk.seesSyncStatus(/Synchronised/)
  await house.smtp.nextTo(ben.email)
  await house.smtp.nextTo(ana.email)
  const back = await desk.openWorkspace(ana.fullName)
  await back.seesRedeemedBy(ana.email)
  await back.close()
  expect(house.smtp.count()).toBe(before + 2)
})

test('E. The endpoint is blind (R11.1, R11.2)', async () => {
  await desk.addPatient(inviteeWithoutLogin)
  const workspace = await desk.openWorkspace(inviteeWithoutLogin.fullName)
  await workspace.requestAccessCode()
  const code = await workspace.code()
  await workspace.sendAccessLink(inviteeWithoutLogin.email)
  const link = linkIn((await house.smtp.nextTo(inviteeWithoutLogin.email)).text)
  await workspace.close()
  await desk.seesSyncStatus(/Synchronised/)

  const opened = await openWithAge(await house.envelopesOfNewestInvitation(), fragmentOf(link))
  expect(opened.join('\n')).toContain(inviteeWithoutLogin.givenName)

  await house.stopDesk()
  await house.stopEndpoint()
  const canaries = [
    ...[ana, ben, inviteeWithoutLogin].flatMap((person) => [
      person.givenName,
      person.familyName,
      person.birthOn,
      person.phone,
      person.phone.replace(/\D/g, ''),
      person.password,
    ]),
    ana.plan.title,
    ana.plan.text,
    ben.secretAnswer,
    code,
    code.replace('-', ''),
    ...[accessLink, formLink, link].flatMap((each) => [fragmentOf(each), fragmentOf(each).toUpperCase()]),
  ]
  // The clinic's public name proves that the search would find what stands there.
  expect(await whereCanariesStand(house.endpointFiles(), ['Harbour Street Clinic'])).not.toEqual([])
  expect(await whereCanariesStand(house.endpointFiles(), canaries)).toEqual([])
  expect(await whereCanariesStand(house.deskFiles(), [...canaries, ana.email, 'Harbour Street Clinic'])).toEqual([])
  expect(
    house.logLines().filter((line) => [...canaries, ana.email, ben.email].some((each) => line.includes(each))),
  ).toEqual([])
})
