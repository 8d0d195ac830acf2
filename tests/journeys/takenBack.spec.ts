import { expect, test, type Browser } from '@playwright/test'
import { markRecordsDue } from '../../src/main/core/wire/out/recordsPut.ts'
import { PatientId } from '../../src/shared/domain/ids.ts'
import { HOUR } from '../../src/shared/domain/time.ts'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { linkIn } from './support/links.ts'
import { openDesk } from './support/openDesk.ts'
import { Phone } from './support/phone.ts'

/** A form that stops being asked for while somebody fills it in. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const FORM = 'New patient intake'
const PASSWORD = 'saffron-lantern-moss-7'

/** Somebody has come in by the form that goes with their appointment. */
async function sentAForm(browser: Browser, givenName: string, time: string) {
  const email = `${givenName.toLowerCase()}@example.com`
  const fullName = `${givenName} Quist`
  await desk.addPatient({ givenName, familyName: 'Quist', fullName, birthOn: '1971-03-14', email })
  await desk.book({
    ...{ patient: fullName, service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 3, time },
    ...{ form: FORM, send: true },
  })
  const phone = await Phone.open(browser)
  await phone.goto(linkIn((await house.smtp.nextTo(email)).text))
  await phone.choosePassword(PASSWORD, 'Go to my forms')
  await expect(phone.page.getByText(/question 1 of \d+/i)).toBeVisible()
  return { phone, email, fullName }
}

/** Nothing at the desk does so yet; whatever does will leave this behind. */
async function takeBack(givenName: string): Promise<void> {
  const { context, sync } = house.core()
  const { id } = await context.db
    .selectFrom('patient')
    .select('id')
    .where('given_name', '=', givenName)
    .executeTakeFirstOrThrow()
  await context.db.transaction().execute(async (tx) => {
    await tx.deleteFrom('assignment').where('patient_id', '=', id).execute()
    await markRecordsDue(tx, context, PatientId.parse(id))
  })
  await sync.now()
}

async function typesAName(phone: Phone): Promise<void> {
  await phone.page.getByRole('textbox').fill('Call me Q')
  await expect(phone.page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
}

async function seesItTakenBack(phone: Phone): Promise<void> {
  await expect(phone.heading('This form is no longer asked for')).toBeVisible()
  await expect(phone.page.getByText('The clinic has taken this form back.', { exact: false })).toBeVisible()
  const kept = await phone.page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('draft')))
  expect(kept).toEqual([])
}

test('R7.4 a form that the clinic takes back while it is filled in says so, and lets go of what was typed', async ({
  browser,
}) => {
  const { phone } = await sentAForm(browser, 'Ottilie', '10:00')
  await typesAName(phone)
  await takeBack('Ottilie')

  await phone.page.getByRole('button', { name: 'Next' }).click()

  await seesItTakenBack(phone)
  await expectAccessible(phone.page)
  await phone.page.getByRole('button', { name: 'Go to the first page' }).click()
  await expect(phone.heading('Nothing to do')).toBeVisible()
  await expect(phone.page.getByText(FORM)).toHaveCount(0)
  await phone.close()
})

test('R7.4 so does one that is about to be sent', async ({ browser }) => {
  const { phone } = await sentAForm(browser, 'Quentin', '14:00')
  await phone.answersAll(FORM, 'From the telephone')
  await expect(phone.page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  await takeBack('Quentin')

  await phone.page.getByRole('button', { name: 'Send to the clinic' }).click()

  await seesItTakenBack(phone)
  await phone.close()
})

/** @returns puts back what the endpoint has forgotten: which forms may be filled */
async function endpointDeniesForms(): Promise<() => Promise<void>> {
  const forgotten = await house.behindTheEndpoint(async (db) => {
    const rows = await db.selectFrom('record_index_form').selectAll().execute()
    await db.deleteFrom('record_index_form').execute()
    return rows
  })
  return () =>
    house.behindTheEndpoint(async (db) => void (await db.insertInto('record_index_form').values(forgotten).execute()))
}

test('R11.5 an endpoint that says a form is gone, which the clinic asks for, is not believed: nothing typed is lost', async ({
  browser,
}) => {
  const { phone } = await sentAForm(browser, 'Isolde', '15:00')
  await phone.answersAll(FORM, 'From the telephone')
  await expect(phone.page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  const putBack = await endpointDeniesForms()

  await phone.page.getByRole('button', { name: /^Change: What would you like/ }).click()
  await phone.page.getByRole('textbox').fill('Call me Iz')

  await expect(phone.page.getByText('This could not be saved', { exact: false })).toBeVisible()
  await expectAccessible(phone.page)
  await phone.page.getByRole('button', { name: /^(Next|Check my answers)$/ }).click()
  await phone.page.getByRole('button', { name: 'Send to the clinic' }).click()
  await expect(phone.page.getByText('This was not sent', { exact: false })).toBeVisible()
  await expect(phone.page.getByText('Call me Iz')).toBeVisible()
  await phone.page.reload()
  await expect(phone.page.getByText('Call me Iz')).toBeVisible()

  await putBack()
  await phone.page.getByRole('button', { name: 'Send to the clinic' }).click()
  await expect(phone.heading('Thank you')).toBeVisible()
  await phone.close()
})

test('R7.4 a form that was sent from another device meanwhile says that it was sent', async ({ browser }) => {
  const { phone, email, fullName } = await sentAForm(browser, 'Perpetua', '11:00')
  await typesAName(phone)
  const tablet = await Phone.open(browser)
  await tablet.goto(phone.page.url().replace(/\/forms\/.*$/, ''))
  await tablet.triesToSignIn(email, PASSWORD)
  await tablet.fillIn(FORM, 'From the tablet')
  await desk.seesInInbox(FORM, fullName)
  await house.core().sync.now()

  await phone.page.getByRole('button', { name: 'Next' }).click()

  await expect(phone.heading('This form was sent')).toBeVisible()
  await phone.page.getByRole('button', { name: 'Go to the first page' }).click()
  await expect(phone.heading('Nothing to do')).toBeVisible()
  await tablet.close()
  await phone.close()
})

test('R7.5 a form whose answers the clinic could not file is asked for again in the browser that sent it', async ({
  browser,
}) => {
  const { phone, fullName } = await sentAForm(browser, 'Sidonie', '13:00')
  await phone.fillIn(FORM, 'From the telephone')
  await desk.seesInInbox(FORM, fullName)
  await phone.page.reload()
  await expect(phone.heading('Nothing to do')).toBeVisible()
  // As if the answers had broken a rule of the form: the desk keeps them aside, and asks for it still.
  const { context, sync } = house.core()
  const { id, patient_id } = await context.db
    .selectFrom('assignment')
    .innerJoin('patient', 'patient.id', 'patient_id')
    .select(['assignment.id', 'patient_id'])
    .where('given_name', '=', 'Sidonie')
    .executeTakeFirstOrThrow()
  await context.db.transaction().execute(async (tx) => {
    await tx.updateTable('assignment').set({ submitted_at: null }).where('id', '=', id).execute()
    await markRecordsDue(tx, context, PatientId.parse(patient_id))
  })
  await sync.now()

  await phone.page.clock.setFixedTime(Date.now() + 2 * HOUR)
  await phone.page.reload()

  await phone.page.getByRole('button', { name: FORM }).click()
  await expect(phone.page.getByText(/question 1 of \d+/i)).toBeVisible()
  await phone.close()
})
