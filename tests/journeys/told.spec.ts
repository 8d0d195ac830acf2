import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { goesTo, inGrid } from './support/dayBlocks.ts'
import { dayAhead, FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { offered, undoes } from './support/undoLine.ts'

/** A visit is moved and cancelled at the desk, and the patient’s mail program follows. */
let house: House
let desk: FrontDesk

const ANA = 'ana@example.com'
const visit = { patient: 'Ana Ruiz', service: 'Physiotherapy', practitioner: 'Lena Park' }

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz', email: ANA })
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

/** What a mail program goes by. */
function entryOf(calendar: string) {
  const value = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(calendar)?.[1]?.trim() ?? ''
  return { method: value('METHOD'), uid: value('UID'), sequence: Number(value('SEQUENCE')), start: value('DTSTART') }
}

/** Down by half an hour. */
async function drags(page: Page): Promise<void> {
  await goesTo(inGrid(page, 'Ana Ruiz'))
  const from = await inGrid(page, 'Ana Ruiz').boundingBox()
  if (!from) throw new Error('Nothing to drag')
  const [x, y] = [from.x + from.width / 2, from.y + 6]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x, y + 10)
  await page.mouse.move(x, y + 1.5 * from.height, { steps: 5 })
  await page.mouse.up()
}

async function showsDay(daysAhead: number): Promise<void> {
  const { page } = desk
  await desk.goTo('Calendar')
  await page.keyboard.press('n')
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await panel.getByRole('textbox', { name: 'Day' }).fill(dayAhead(daysAhead))
  await panel.getByRole('textbox', { name: 'Time' }).focus()
  await panel.getByRole('button', { name: 'Cancel' }).click()
}

test('R6.6, R9.2 a visit is dragged, then cancelled: the patient’s calendar moves it, then takes it out', async () => {
  const { page } = desk
  await desk.setUndoSeconds(1)
  await desk.book({ ...visit, time: '9:00', daysAhead: 34, send: true })
  const booked = entryOf((await house.smtp.nextTo(ANA)).calendar)
  expect(booked).toMatchObject({ method: 'REQUEST', sequence: 0 })

  await showsDay(34)
  await drags(page)
  await expect(offered(page, /Ana Ruiz moved to .* E-mail leaves in a moment\./)).toBeVisible()
  const change = await house.smtp.nextTo(ANA)
  const moved = entryOf(change.calendar)
  expect(change.subject).toContain('Your visit is now on')
  expect(moved).toMatchObject({ method: 'REQUEST', uid: booked.uid, sequence: 1 })
  expect(moved.start > booked.start).toBe(true)

  await inGrid(page, 'Ana Ruiz').press('Enter')
  const panel = page.getByRole('complementary', { name: 'Appointment' })
  await panel.getByRole('button', { name: 'Cancel appointment' }).click()
  const asked = page.getByRole('dialog', { name: 'Cancel the visit of Ana Ruiz' })
  await expect(asked.getByRole('checkbox', { name: 'Tell the patient by e-mail' })).toBeChecked()
  await expectAccessible(page)
  await asked.getByRole('textbox', { name: 'Reason' }).fill('Quetzal flu')
  await page.keyboard.press('Control+Enter')
  await expect(offered(page, 'Ana Ruiz: Cancelled. E-mail leaves in a moment.')).toBeVisible()

  const off = await house.smtp.nextTo(ANA)
  expect(entryOf(off.calendar)).toEqual({ ...moved, method: 'CANCEL', sequence: 2 })
  expect(JSON.stringify(off)).not.toContain('Quetzal')
})

test('R6.6 unticked, the patient is not told and the visit is marked; “Tell by e-mail” tells them, and Undo takes it back', async () => {
  const { page } = desk
  await desk.setUndoSeconds(2)
  await desk.book({ ...visit, time: '9:00', daysAhead: 35, send: true })
  await house.smtp.nextTo(ANA)
  const before = house.smtp.count()
  await desk.setUndoSeconds(60)
  await showsDay(35)
  await inGrid(page, 'Ana Ruiz').press('Enter')
  const panel = page.getByRole('complementary', { name: 'Appointment' })
  await panel.getByRole('button', { name: 'Cancel appointment' }).click()
  const asked = page.getByRole('dialog', { name: 'Cancel the visit of Ana Ruiz' })
  await asked.getByRole('checkbox', { name: 'Tell the patient by e-mail' }).uncheck()
  await asked.getByRole('button', { name: 'Cancel appointment' }).click()
  await expect(offered(page, 'Ana Ruiz: Cancelled. Patient not told.')).toBeVisible()
  await desk.goTo('Today')
  const line = page.getByRole('list', { name: 'Patients not told, on other days' }).getByRole('listitem')
  await expect(line).toContainText('Called off')

  await line.getByRole('button', { name: 'Patient not told: tell Ana Ruiz' }).click()
  await page.getByRole('menuitem', { name: 'Tell by e-mail' }).click()
  await expect(offered(page, 'E-mail to Ana Ruiz leaves in a moment')).toBeVisible()
  await expect(line).toHaveCount(0)
  await undoes(page, 'E-mail to Ana Ruiz leaves in a moment')

  await expect(line).toContainText('Called off')
  await desk.goTo('Outbox')
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Cancellation' }).filter({ hasText: 'Undone' }),
  ).toHaveCount(1)
  expect(house.smtp.count()).toBe(before)
})
