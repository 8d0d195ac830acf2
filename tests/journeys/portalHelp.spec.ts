import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { linkIn } from './support/links.ts'
import { openDesk } from './support/openDesk.ts'
import { Phone } from './support/phone.ts'
import { askPortalHelp, mends } from './support/portalHelp.ts'

/** Story B, the telephone rings: one person makes a mix-up on a phone, another ends it from Ctrl+K with one button. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const PASSWORD = 'walnut-harbour-quilt-4'

function person(givenName: string, email: string) {
  return { givenName, familyName: 'Lindqvist', fullName: `${givenName} Lindqvist`, birthOn: '1985-03-12', email }
}

async function sendsAccessLink({ fullName, email }: { fullName: string; email: string }): Promise<string> {
  const workspace = await desk.openWorkspace(fullName)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(email)
  const code = await workspace.code()
  await workspace.close()
  return code
}

const newestLink = async (email: string) => linkIn((await house.smtp.nextTo(email)).text)

test('R4.9 the code typed as the password ends with what stands on the screen', async ({ browser }) => {
  const maria = person('Maria', 'maria.lindqvist@example.com')
  await desk.addPatient(maria)
  const code = await sendsAccessLink(maria)
  const phone = await Phone.open(browser)
  await phone.goto(await newestLink(maria.email))
  await phone.choosePassword(code, 'Open my records')
  await expect(phone.page.getByText('The code in the e-mail is not your password', { exact: false })).toBeVisible()

  const help = await askPortalHelp(desk.page, 'maria lind')
  await help.getByRole('textbox').fill('is not your password')
  await help.getByRole('textbox').press('Enter')
  await expect(help.getByRole('combobox')).toHaveValue('codeIsNoPassword')
  await expectAccessible(desk.page)
  await mends(help, { title: 'The code was typed as the password', act: 'Send it again', say: 'No code is needed.' })

  await phone.goto(await newestLink(maria.email))
  await phone.choosePassword(PASSWORD, 'Open my records')
  await expect(phone.heading('Your records')).toBeVisible()
  await phone.close()
})

test('R4.9 of two e-mails the older was opened: its code, read out, is enough', async ({ browser }) => {
  const nils = person('Nils', 'nils.lindqvist@example.com')
  await desk.addPatient(nils)
  const older = await sendsAccessLink(nils)
  const workspace = await desk.openWorkspace(nils.fullName)
  await workspace.replaceAccessCode()
  await workspace.sendAccessLink(nils.email)
  await workspace.close()
  const phone = await Phone.open(browser)
  await phone.goto(await newestLink(nils.email))
  await expect(phone.heading('There is a newer link')).toBeVisible()
  await house.smtp.nextTo(nils.email)

  const help = await askPortalHelp(desk.page, older)
  await mends(help, {
    title: 'The older of two e-mails was opened',
    act: 'Send it again',
    say: 'The older ones can be deleted.',
  })

  await phone.goto(await newestLink(nils.email))
  await phone.choosePassword(PASSWORD, 'Open my records')
  await expect(phone.heading('Your records')).toBeVisible()
  await phone.close()
})

test('R4.9 a Smart Form link taken for an Access Link: the name is enough, and the same login sees everything', async ({
  browser,
}) => {
  const olle = person('Olle', 'olle.lindqvist@example.com')
  await desk.addPatient(olle)
  await desk.book({
    ...{ patient: olle.fullName, service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 3, time: '10:00' },
    ...{ form: 'New patient intake', send: true },
  })
  const phone = await Phone.open(browser)
  await phone.goto(await newestLink(olle.email))
  await phone.choosePassword(PASSWORD, 'Go to my forms')
  await phone.leavesFirstQuestion()
  await phone.doesNotSeeVisit('Physiotherapy')

  const help = await askPortalHelp(desk.page, 'olle lindqvist')
  await expect(help.getByText('Limited, since', { exact: false })).toBeVisible()
  await mends(help, {
    ...{ title: 'Olle followed the Smart Form link and expects the records', act: 'Send Access Link' },
    say: 'sign in with the password that you have',
  })

  await phone.goto(await newestLink(olle.email))
  await phone.page
    .getByRole('button', { name: /Add|Open my records/ })
    .first()
    .click()
  await phone.seesVisit('Physiotherapy')
  await phone.close()
})

test('R4.9 a wrong address on file: the right one, read out, is put there, and the wrong mailbox opens nothing', async ({
  browser,
}) => {
  const wrong = person('Petra', 'petra.lindqvist@exmaple.com')
  const right = 'petra.lindqvist@example.com'
  await desk.addPatient(wrong)
  await sendsAccessLink(wrong)
  const lost = await newestLink(wrong.email)

  const help = await askPortalHelp(desk.page, right)
  await mends(help, {
    title: 'The address on file is another one',
    act: 'Correct and send',
    say: `comes to ${right} now`,
  })

  await house.exchanged()
  const phone = await Phone.open(browser)
  await phone.goto(lost)
  await expect(phone.heading('There is a newer link')).toBeVisible()
  await phone.goto(await newestLink(right))
  await phone.choosePassword(PASSWORD, 'Open my records')
  await expect(phone.heading('Your records')).toBeVisible()
  await phone.close()
})

test('R4.9 a parent opens a child’s link without signing in; a link in the spam; both end on the child’s chart', async ({
  browser,
}) => {
  const mother = person('Rut', 'rut.lindqvist@example.com')
  const child = { ...person('Siv', mother.email), birthOn: '2019-07-03' }
  for (const each of [mother, child]) await desk.addPatient(each)
  await sendsAccessLink(mother)
  const first = await Phone.open(browser)
  await first.goto(await newestLink(mother.email))
  await first.choosePassword(PASSWORD, 'Open my records')
  await expect(first.heading('Your records')).toBeVisible()
  await first.close()
  await sendsAccessLink(child)
  await house.smtp.nextTo(mother.email)

  const workspace = await desk.openWorkspace(child.fullName)
  await workspace.page.keyboard.press('Control+k')
  await workspace.page.getByPlaceholder('Find a patient or do anything').fill('portal help')
  await workspace.page.keyboard.press('Enter')
  const here = workspace.page.getByRole('dialog', { name: 'Portal help' })
  await mends(here, {
    ...{ title: 'The e-mail was sent, and nobody has opened it', act: 'Send it again' },
    say: 'look in the folder for spam',
  })
  await workspace.close()

  const phone = await Phone.open(browser)
  await phone.goto(await newestLink(mother.email))
  await phone.choosePassword('another-password-of-mine-8', 'Open my records')
  await expect(phone.page.getByText('This e-mail may have a login here already', { exact: false })).toBeVisible()
  const help = await askPortalHelp(desk.page, 'siv lindqvist')
  await mends(help, {
    ...{ title: 'Siv’s link was opened without signing in', act: 'Send it again' },
    say: 'enter the password that you have',
  })

  await phone.close()
  const again = await Phone.open(browser)
  await again.goto(await newestLink(mother.email))
  await again.signInAtInvitation(mother.email, PASSWORD)
  await expect(again.page.getByText('Siv is now in your login.')).toBeVisible()
  await again.close()
})
