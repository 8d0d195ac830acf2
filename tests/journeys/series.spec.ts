import { expect, test, type Locator } from '@playwright/test'
import { Temporal } from 'temporal-polyfill'
import { MailCalendar } from '../support/mailCalendar.ts'
import { toInstant, type Instant } from '../../src/shared/domain/time.ts'
import { expectAccessible } from './support/accessible.ts'
import { inGrid } from './support/dayBlocks.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { offered } from './support/undoLine.ts'

/** Every Tuesday at 9, ten times, over the change of the clock and a holiday. */
const ZONE = 'Europe/Paris'
const ANA = 'ana@example.com'
/** Ana's own. */
const calendar = new MailCalendar()
let house: House
let desk: FrontDesk

/** The Tuesday five weeks before the clock is changed next but what lies within five weeks. */
function firstTuesday(): Temporal.PlainDate {
  const soonest = Temporal.Now.zonedDateTimeISO(ZONE).add({ days: 40 })
  const change = soonest.getTimeZoneTransition('next')
  if (!change) throw new Error('A zone whose clock is never changed')
  const day = change.toPlainDate().subtract({ days: 35 })
  return day.subtract({ days: (day.dayOfWeek + 5) % 7 })
}
const first = firstTuesday()
const tuesday = (index: number) => first.add({ days: 7 * index })
const at = (day: Temporal.PlainDate, plainTime: string): Instant =>
  toInstant(day.toZonedDateTime({ timeZone: ZONE, plainTime }).epochMilliseconds)
const typed = (day: Temporal.PlainDate) =>
  day.toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

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

async function showsDay(day: Temporal.PlainDate): Promise<void> {
  const { page } = desk
  await desk.goTo('Calendar')
  await page.keyboard.press('n')
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await panel.getByRole('textbox', { name: 'Day' }).fill(typed(day))
  await panel.getByRole('textbox', { name: 'Time' }).focus()
  await panel.getByRole('button', { name: 'Cancel' }).click()
}

/** In pixels, between what is chosen and the edge of its field; negative where it is cut off. */
const roomBeside = (field: Locator) =>
  field.evaluate((select: HTMLSelectElement) => {
    const { font, paddingLeft, paddingRight } = getComputedStyle(select)
    const drawn = document.createElement('canvas').getContext('2d')
    if (drawn) drawn.font = font
    const text = drawn?.measureText(select.selectedOptions[0]?.text ?? '').width ?? Infinity
    return select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - text
  })

test('R6.2, R9.2 story E: every Tuesday at 9, ten times, shown before it is saved; one is moved, this and the following cancelled, and the patient’s calendar has what the desk’s has', async () => {
  const { page } = desk
  await desk.goToSettings('Clinic')
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Paris')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Save clinic' }).click()
  await expect(page.getByText('Settings saved')).toBeVisible()
  await desk.setUndoSeconds(1)
  await desk.goToSettings('Hours and time off')
  await page.getByRole('link', { name: 'Lena Park' }).click()
  const off = page.getByRole('region', { name: 'Time off' })
  await off.getByRole('button', { name: 'Add time off' }).click()
  await off.getByRole('textbox', { name: 'First day' }).fill(typed(tuesday(2)))
  await off.getByRole('textbox', { name: 'What for' }).fill('Holiday')
  await off.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(off.getByText('Holiday')).toBeVisible()

  const panel = await desk.fillBooking({
    ...{ patient: 'Ana Ruiz', service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 30, time: '9:00' },
  })
  await panel.getByRole('textbox', { name: 'Day' }).fill(typed(first))
  await panel.getByRole('combobox', { name: 'Repeat' }).selectOption('Every week')
  expect(await roomBeside(panel.getByRole('combobox', { name: 'Ends' }))).toBeGreaterThanOrEqual(0)
  const visits = panel.getByRole('list', { name: 'visits to book' }).getByRole('listitem')
  await expect(visits).toHaveCount(10)
  await expect(visits.getByRole('checkbox', { name: '09:00' })).toHaveCount(10)
  const holiday = visits.nth(2)
  await expect(holiday).toContainText('Holiday')
  await expect(holiday.getByRole('checkbox')).not.toBeChecked()
  await holiday.getByRole('button', { name: /^Next free:/ }).click()
  await expect(holiday.getByRole('checkbox')).toBeChecked()
  await expectAccessible(page)
  await panel.getByRole('button', { name: 'Save and Send' }).click()
  await expect(offered(page, 'Ana Ruiz: 10 visits booked. Confirmation leaves in a moment.')).toBeVisible()
  calendar.take((await house.smtp.nextTo(ANA)).calendar)

  await showsDay(tuesday(1))
  await expect(page.getByRole('button', { name: /^Ana Ruiz 9:00 .* 2 of 10 visits of a series/ })).toBeVisible()
  await inGrid(page, 'Ana Ruiz').hover()
  await expect(page.getByRole('tooltip').getByRole('img', { name: '2 of 10 visits of a series' })).toBeVisible()
  await inGrid(page, 'Ana Ruiz').press('Enter')
  const details = page.getByRole('complementary', { name: 'Appointment' })
  await expect(details.getByText('2 of 10')).toBeVisible()
  await details.getByRole('button', { name: 'Move', exact: true }).click()
  const moving = page.getByRole('form', { name: 'Move Ana Ruiz' })
  await moving.getByRole('textbox', { name: 'Time' }).fill('11:00')
  await page.keyboard.press('Control+Enter')
  await expect(offered(page, /Ana Ruiz moved to .* E-mail leaves in a moment\./)).toBeVisible()
  calendar.take((await house.smtp.nextTo(ANA)).calendar)

  await showsDay(tuesday(6))
  await inGrid(page, 'Ana Ruiz').press('Enter')
  await details.getByRole('button', { name: 'Cancel appointment' }).click()
  const asked = page.getByRole('dialog', { name: 'Cancel the visit of Ana Ruiz' })
  await asked.getByRole('radio', { name: 'This and those that follow (4)' }).check()
  await expectAccessible(page)
  await asked.getByRole('button', { name: 'Cancel appointment' }).click()
  await expect(offered(page, 'Ana Ruiz: 4 visits cancelled. E-mail leaves in a moment.')).toBeVisible()
  calendar.take((await house.smtp.nextTo(ANA)).calendar)

  const spans = calendar.spans(at(first, '00:00'), at(tuesday(12), '00:00')).map(({ from }) => from)
  expect(spans).toHaveLength(6)
  expect(spans[0]).toBe(at(first, '09:00'))
  expect(spans[1]).toBe(at(tuesday(1), '11:00'))
  expect(spans[2] ?? '').not.toBe(at(tuesday(2), '09:00'))
  expect(spans.slice(3)).toEqual([3, 4, 5].map((index) => at(tuesday(index), '09:00')))
  for (const day of [first, tuesday(1), tuesday(3), tuesday(5)]) {
    await showsDay(day)
    await expect(inGrid(page, 'Ana Ruiz')).toBeVisible()
  }
  await showsDay(tuesday(9))
  await expect(inGrid(page, 'Ana Ruiz')).toHaveCount(0)
})

test('R6.2, R6.4, R9.2 carried by keys, those that follow go along: what is odd is shown and left out or kept, one e-mail, and Undo', async () => {
  const { page } = desk
  await desk.addPatient({ givenName: 'Ben', familyName: 'Okafor', fullName: 'Ben Okafor' })
  const panel = await desk.fillBooking({
    ...{ patient: 'Ben Okafor', service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 30, time: '10:00' },
  })
  await panel.getByRole('textbox', { name: 'Day' }).fill(typed(tuesday(4)))
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(panel).toBeHidden()
  const startsOf = () => calendar.spans(at(first, '00:00'), at(tuesday(12), '00:00')).map(({ from }) => from)
  const before = startsOf()

  await showsDay(tuesday(3))
  await inGrid(page, 'Ana Ruiz').focus()
  await page.keyboard.press('m')
  for (const _ of Array(4)) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const moving = page.getByRole('form', { name: 'Move Ana Ruiz' })
  await expect(moving.getByRole('radio', { name: 'This visit' })).toBeChecked()
  await moving.getByRole('radio', { name: 'This visit' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(moving.getByRole('radio', { name: 'This and those that follow (3)' })).toBeChecked()
  await expect(moving.getByRole('list', { name: '2 of 3 visits to move' })).toBeVisible()
  const along = moving.getByRole('list', { name: 'of 3 visits to move' }).getByRole('listitem')
  await expect(along).toHaveCount(3)
  await expect(along.nth(0)).toContainText('09:00 → ')
  await expect(along.nth(1)).toContainText('Ben Okafor')
  await expect(along.nth(1).getByRole('checkbox')).not.toBeChecked()
  await expectAccessible(page)
  await along.nth(1).getByRole('checkbox').check()
  await expect(moving.getByRole('list', { name: '3 of 3 visits to move' })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(along.nth(1).getByText('Two at once take a reason.')).toBeVisible()
  await expect(along.nth(1).getByRole('textbox')).toBeFocused()
  await page.keyboard.type('Both agreed')
  await page.keyboard.press('Control+Enter')
  await expect(offered(page, 'Ana Ruiz: 3 visits moved. E-mail leaves in a moment.')).toBeVisible()

  calendar.take((await house.smtp.nextTo(ANA)).calendar)
  expect(startsOf()).toEqual([...before.slice(0, 3), ...[3, 4, 5].map((index) => at(tuesday(index), '10:00'))])
  await expect(inGrid(page, 'Ana Ruiz')).toContainText('10:00')

  await inGrid(page, 'Ana Ruiz').press('Enter')
  await page
    .getByRole('complementary', { name: 'Appointment' })
    .getByRole('button', { name: 'Move', exact: true })
    .click()
  await moving.getByRole('textbox', { name: 'Time' }).fill('11:00')
  await moving.getByRole('radio', { name: 'This and those that follow (3)' }).check()
  await expect(moving.getByRole('list', { name: '3 of 3 visits to move' })).toBeVisible()
  await moving.getByRole('checkbox', { name: 'Tell the patient by e-mail' }).uncheck()
  await page.keyboard.press('Control+Enter')
  await expect(offered(page, 'Ana Ruiz: 3 visits moved. Patient not told.')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(inGrid(page, 'Ana Ruiz')).toContainText('10:00')
})

test('R6.2, R10.4 how a visit recurs is still there when the page is loaded again, and that none is ticked is said', async () => {
  const { page } = desk
  const panel = await desk.fillBooking({
    ...{ patient: 'Ana Ruiz', service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 30, time: '13:00' },
  })
  await panel.getByRole('textbox', { name: 'Day' }).fill(typed(first))
  await panel.getByRole('textbox', { name: 'Time' }).focus()
  await panel.getByRole('combobox', { name: 'Repeat' }).selectOption('Every 2 weeks')
  const times = panel.getByRole('textbox', { name: 'Times' })
  await times.fill('0')
  await expect(panel.getByText('From 1 to 52 times.')).toBeVisible()
  await times.fill('2')
  await expect(panel.getByText('From 1 to 52 times.')).toHaveCount(0)
  const boxes = panel.getByRole('list', { name: 'visits to book' }).getByRole('checkbox')
  await expect(boxes).toHaveCount(2)

  await page.reload()
  await expect(panel.getByRole('combobox', { name: 'Repeat' })).toHaveValue('twoWeeks')
  await expect(times).toHaveValue('2')
  await expect(boxes).toHaveCount(2)
  await boxes.nth(0).uncheck()
  await boxes.nth(1).uncheck()
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(panel.getByRole('alert')).toHaveText('No visit is ticked.')

  await boxes.nth(1).check()
  await expect(panel.getByRole('alert')).toHaveCount(0)
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(offered(page, 'Ana Ruiz: one visit booked')).toBeVisible()
})

test('R6.2, R6.4, R10.4 until a day, on Tuesday and Thursday, by keyboard; one that is somebody else’s is booked with a reason', async () => {
  const { page } = desk
  const panel = await desk.fillBooking({
    ...{ patient: 'Ben Okafor', service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 30, time: '11:00' },
  })
  await panel.getByRole('textbox', { name: 'Day', exact: true }).fill(typed(tuesday(1)))
  await panel.getByRole('combobox', { name: 'Repeat' }).selectOption('Every week')
  await panel.getByRole('combobox', { name: 'Ends' }).selectOption('On a day')
  const lastDay = panel.getByRole('textbox', { name: 'Last day' })
  await lastDay.fill(typed(first))
  await page.keyboard.press('Tab')
  await expect(panel.getByText('Type a day that is not before the first visit.')).toBeVisible()
  await lastDay.fill(typed(tuesday(3)))
  await page.keyboard.press('Tab')
  const days = panel.getByRole('group', { name: 'On' })
  await expect(days.getByRole('checkbox', { name: 'Tuesday' })).toBeDisabled()
  await days.getByRole('checkbox', { name: 'Thursday' }).focus()
  await page.keyboard.press('Space')
  const visits = panel.getByRole('list', { name: 'visits to book' }).getByRole('listitem')
  await expect(visits).toHaveCount(5)
  await expect(visits.nth(1)).toContainText('Thursday')
  await expectAccessible(page)

  await page.reload()
  await expect(visits).toHaveCount(5)
  await expect(lastDay).toHaveValue(typed(tuesday(3)))
  const taken = visits.nth(0)
  await expect(taken).toContainText('Ana Ruiz has 11:00')
  await taken.getByRole('checkbox').check()
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  const reason = taken.getByRole('textbox', { name: /^Reason for two at once/ })
  await expect(reason).toBeFocused()
  await expect(taken.getByText('Two at once take a reason.')).toBeVisible()
  await reason.fill('Both agreed')
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(offered(page, /^Ben Okafor: \d visits booked/)).toBeVisible()
  const chart = await desk.openWorkspace('Ben Okafor')
  await chart.tab('History')
  await expect(chart.page.getByText('Appointment overbooked: Both agreed')).toBeVisible()
  await chart.close()
})
