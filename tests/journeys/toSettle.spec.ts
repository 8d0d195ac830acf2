import { expect, test } from '@playwright/test'
import { newId } from '../../src/main/core/system.ts'
import { makeIdentity, sealJson } from '../../src/shared/envelope/seal.ts'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { linkIn } from './support/links.ts'
import { openDesk } from './support/openDesk.ts'
import { Phone } from './support/phone.ts'

let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
  // A clinic to which no e-mail has got out yet has that to settle (R10.8).
  await desk.goToSettings('E-mail')
  await desk.page.getByRole('button', { name: 'Send a test e-mail' }).click()
  await expect(desk.page.getByText('Arrived', { exact: true })).toBeVisible({ timeout: 30_000 })
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const toSettle = () => desk.page.getByRole('complementary', { name: 'To settle' })
const line = (words: string) => toSettle().getByRole('listitem').filter({ hasText: words })

test('R11.6 what cannot be taken in is shown on Today, is tried again there, and is put away', async () => {
  const { recipient } = await makeIdentity()
  const unknown = {
    linkId: newId(),
    requestId: newId(),
    mac: '0'.repeat(64),
    sealed: await sealJson({ format: 1 }, [recipient]),
  }
  await house.leaveForDesk({ kind: 'moon.rose' })
  await house.leaveForDesk({ kind: 'request.made', ...unknown })
  await house.leaveForDesk({ kind: 'request.made', ...unknown })
  await desk.goTo('Today')
  await expect(toSettle()).toContainText('Nothing new in Inbox')

  await desk.synchronise()

  await expect(line('Something unknown not taken in')).toContainText('says nothing that this desk understands')
  const requests = line('2 requests not taken in')
  await expect(requests).toContainText('It names an access or a form that is not here.')
  await expect(toSettle()).not.toContainText('Nothing new in Inbox')
  await expectAccessible(desk.page)

  await requests.getByRole('button', { name: 'Try again' }).click()
  await expect(desk.page.getByText('2 could still not be taken in')).toBeVisible()
  await requests.getByRole('button', { name: 'Put away' }).press('Enter')
  await expect(requests).toHaveCount(0)
  const last = line('Something unknown').getByRole('button', { name: 'Put away' })
  await expect(last).toBeFocused()
  await last.press('Enter')

  await expect(toSettle().getByRole('heading', { name: 'To settle' })).toBeFocused()
  await expect(toSettle()).toContainText('Nothing new in Inbox')
  await desk.seesSyncStatus(/Synchronised/)
})

test('R11.6 whose link the online service has forgotten is named on Today, and a new Access Link brings them back', async ({
  browser,
}) => {
  const email = 'noor@example.com'
  await desk.addPatient({ givenName: 'Noor', familyName: 'Haddad', fullName: 'Noor Haddad', birthOn: '1984-02-11' })
  const workspace = await desk.openWorkspace('Noor Haddad')
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(email)
  const phone = await Phone.open(browser)
  await phone.goto(linkIn((await house.smtp.nextTo(email)).text))
  await phone.choosePassword('walnut-harbour-quilt-4', 'Open my records')
  await expect(phone.heading('Your records')).toBeVisible()
  await house.core().sync.now()
  // As after a backup of before the link was made.
  await house.behindTheEndpoint(async (db) => {
    await db.deleteFrom('record_index').where('owner_kind', '=', 'link').execute()
    await db.deleteFrom('link').execute()
  })

  await workspace.publishPlan('Knee', 'Walk every day.')
  await desk.goTo('Today')
  await house.core().sync.now()
  const forgotten = line(`${email} sees nothing new of Noor Haddad`)
  await expect(forgotten).toContainText('A new Access Link gives a new one.')
  await expectAccessible(desk.page)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(email)
  await phone.goto(linkIn((await house.smtp.nextTo(email)).text))
  await phone.page.getByRole('button', { name: 'Add Noor' }).click()

  await expect(phone.page.getByRole('button', { name: 'Knee' })).toBeVisible()
  await house.core().sync.now()
  await expect(forgotten).toHaveCount(0)
  await workspace.tab('Medical Access Code')
  await expect(workspace.page.getByRole('listitem').filter({ hasText: 'Safety words' })).toHaveCount(1)
  await phone.close()
  await workspace.close()
})

test('R3.5, R11.6 that the online service was put back is noticed, said on Today, and put away', async () => {
  await house.core().sync.now()
  // As after a backup of before anything was told.
  await house.behindTheEndpoint((db) => db.updateTable('clinic').set({ anchor_sealed: null }).execute())
  await desk.goTo('Today')

  await desk.synchronise()

  const notice = line('The online service was put back to an older state')
  await expect(notice).toContainText('everything was published again')
  await expectAccessible(desk.page)
  await notice.getByRole('button', { name: 'Put away' }).click()

  await expect(notice).toHaveCount(0)
  await desk.synchronise()
  await desk.seesSyncStatus(/Synchronised/)
  await expect(notice).toHaveCount(0)
})

test('R11.6 what was not kept for lack of room is said with what to do, and is put away', async () => {
  const { context } = house.core()
  const notKept = { kind: 'form.submitted', patient_id: null, sha256: '0'.repeat(64) } as const
  await context.db
    .insertInto('event_not_kept')
    .values({ ...notKept, seq: -7, login_id: null, bytes: 3_000_000, not_kept_at: new Date().toISOString() })
    .execute()
  context.changes.publish('sync')

  const notice = line('1 thing of nobody known not kept')
  await expect(notice).toContainText('takes 128 MB, and no more is kept. Not kept: 3 MB.')
  await expect(notice).toContainText('Put away the earlier ones here and in the Inbox')
  await expectAccessible(desk.page)
  await notice.getByRole('button', { name: 'Put away' }).click()

  await expect(notice).toHaveCount(0)
})

test('R10.1 what is to settle is one figure: on the rail, in the Inbox, and line by line on Today', async () => {
  const { context } = house.core()
  const { page } = desk
  const item = { event_seq: null, patient_id: null, submission_id: null, mail_id: null } as const
  const open = { received_at: new Date().toISOString(), done_at: null, done_by: null } as const
  const unproven = { kind: 'unproven', email: 'eve@example.com' } as const
  const guessed = { kind: 'codesGuessed', count: 500, since: open.received_at } as const
  await context.db
    .insertInto('inbox_item')
    .values(
      [unproven, unproven, guessed].map((facts) => ({
        ...{ ...item, ...open, id: context.ids(), kind: facts.kind, facts_json: JSON.stringify(facts) },
      })),
    )
    .execute()
  context.changes.publish('inbox')

  await desk.goTo('Today')
  await expect(line('Access not proven')).toContainText('2')
  const figures = await toSettle().getByRole('link').locator(':scope > span:last-child').allInnerTexts()
  const sum = figures.reduce((all, figure) => all + Number(figure), 0)
  const rail = page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name: /^Inbox/ })
  await expect(rail).toHaveText(new RegExp(`^Inbox\\s*${sum}$`))
  await line('Codes guessed at').getByRole('link').click()

  await expect(page.getByRole('heading', { name: 'Inbox', level: 1 }).locator('..')).toContainText(`${sum} to settle`)
  await expect(page.getByRole('article')).toContainText('500 wrong codes')
})

test('R6.6 a visit of another day that was called off without a word is settled on Today', async () => {
  const { page } = desk
  await desk.addPatient({ givenName: 'Ida', familyName: 'Ames', fullName: 'Ida Ames', email: 'ida@example.com' })
  await desk.book({
    ...{ patient: 'Ida Ames', service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 30, time: '10:00' },
    send: true,
  })
  await house.smtp.nextTo('ida@example.com')
  await page.locator('.day-grid-block').filter({ hasText: 'Ida Ames' }).click()
  await page.getByRole('button', { name: /change status of Ida Ames/ }).click()
  await page.getByRole('menuitem', { name: 'Cancel appointment' }).click()
  await page.getByRole('dialog').getByRole('checkbox', { name: 'Tell the patient by e-mail' }).uncheck()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel appointment' }).click()

  await desk.goTo('Today')
  const untold = toSettle().getByRole('list', { name: 'Patients not told, on other days' })
  await expect(untold).toContainText('Ida Ames')
  await expect(untold).toContainText('Called off')
  await expectAccessible(page)
  await untold.getByRole('button', { name: 'Patient not told: tell Ida Ames' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Told by telephone' }).press('Enter')

  await expect(page.getByText('Ida Ames told by telephone')).toBeVisible()
  await expect(untold).toHaveCount(0)
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false)
})

test('R8.6 the history of all charts is checked on a button, and one that was changed stands in “To settle”', async () => {
  const { page } = desk
  await desk.goToSettings('Security')
  const history = page.getByRole('heading', { name: 'History' }).locator('..').locator('..')
  await history.getByRole('button', { name: 'Check now' }).click()
  await expect(history.getByRole('status')).toContainText(/entries, unbroken/)

  const { db } = house.core().context
  await db.updateTable('audit').set({ action: 'patient.read' }).where('seq', '=', 3).execute()
  await history.getByRole('button', { name: 'Check now' }).click()
  await expect(history.getByRole('status')).toContainText('Entry 3 was changed outside Anteroom')
  await page.screenshot({ path: test.info().outputPath('settings.png'), fullPage: true })
  await desk.goTo('Today')
  await expect(page.getByRole('link', { name: /The history is not whole/ })).toBeVisible()
  await page.screenshot({ path: test.info().outputPath('today.png') })
})
