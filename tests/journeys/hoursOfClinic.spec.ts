import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { offered } from './support/undoLine.ts'

/** When people work: hours that are changed, begin on a date or are interrupted, while visits stand (R6.1, R10.8). */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz' })
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('R6.1 hours are painted, pressed and typed, the same fact each time, and impossible ones have their words', async () => {
  const { page } = desk
  await desk.goToSettings('Hours and time off')
  await page.getByRole('link', { name: 'Jun Tanaka' }).click()
  const typed = page.getByRole('textbox', { name: 'In words' })
  await typed.fill('Mon 22-2')
  await page.getByRole('button', { name: 'Save hours' }).click()
  await expect(
    page.getByText('“Mon 22-2”: Hours end later on the same day than they begin', { exact: false }),
  ).toBeVisible()
  await typed.fill('Mon-Wed 8:30-12')
  await typed.blur()
  await expect(typed).toHaveValue('Mon-Wed 8:30-12:00\nThu-Sun closed')

  const drawn = page.getByRole('application', { name: 'The week, drawn' })
  await drawn.focus()
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown']) {
    await page.keyboard.press(key)
  }
  await expect(typed).toHaveValue('Mon-Wed 8:30-12:00\nThu 9:00-9:45\nFri-Sun closed')
  await expect(page.getByText('Thu 09:30, works')).toBeAttached()
  const box = await drawn.boundingBox()
  if (!box) throw new Error('The week is not drawn')
  const at = (day: number, hour: number) =>
    [box.x + ((day + 0.5) / 7) * box.width, box.y + (hour - 6) * 40 + 5] as const
  await page.mouse.move(...at(4, 9))
  await page.mouse.down()
  await page.mouse.move(...at(5, 10))
  await page.mouse.up()
  await expect(typed).toHaveValue('Mon-Wed 8:30-12:00\nThu 9:00-9:45\nFri-Sat 9:00-10:15\nSun closed')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(typed).not.toHaveValue(/Fri-Sat/)
})

test('R10.8 somebody works Tuesdays from next week: the days before stay, and booking and calendar follow at once', async () => {
  const { page } = desk
  await desk.goToSettings('Hours and time off')
  await page.getByRole('link', { name: 'Jun Tanaka' }).click()
  await page.getByRole('button', { name: 'From a date' }).click()
  await page.getByRole('button', { name: 'Make these hours' }).click()
  await expect(page.getByRole('link', { name: /^From / })).toHaveAttribute('aria-current', 'true')
  const typed = page.getByRole('textbox', { name: 'In words' })
  await typed.fill('Tue 10-6')
  await typed.press('Control+Enter')
  await expect(page.getByText('Hours saved')).toBeVisible()

  const booked = { patient: 'Ana Ruiz', service: 'Naturopathic follow-up', practitioner: 'Jun Tanaka', time: '9' }
  const panel = await desk.fillBooking({ ...booked, daysAhead: 0 })
  await panel.getByRole('textbox', { name: 'Day' }).fill(weekdayAfter('Tue', 7))
  await expect(panel.getByText('Jun Tanaka works from 10:00 to 18:00.')).toBeVisible()
  await panel.getByRole('textbox', { name: 'Day' }).fill(weekdayAfter('Wed', 7))
  await expect(panel.getByText(/Jun Tanaka is away on/)).toBeVisible()
  await desk.discardBooking()
})

test('R10.8 away on a Friday with two visits in it: they are shown, one is moved and one left on purpose', async () => {
  const { page } = desk
  const friday = weekdayAfter('Fri', 21)
  for (const time of ['9:00', '10:00']) {
    const panel = await desk.fillBooking({
      ...{ patient: 'Ana Ruiz', service: 'Initial assessment', practitioner: 'Lena Park', daysAhead: 0, time },
    })
    await panel.getByRole('textbox', { name: 'Day' }).fill(friday)
    await panel.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(panel).toBeHidden()
  }
  await desk.goToSettings('Hours and time off')
  await page.getByRole('link', { name: 'Lena Park' }).click()
  const off = page.getByRole('region', { name: 'Time off' })
  await off.getByRole('button', { name: 'Add time off' }).click()
  await off.getByRole('textbox', { name: 'First day' }).fill(friday)
  await off.getByRole('textbox', { name: 'What for' }).fill('course')
  await expect(off.getByText('2 visits stand in this time.', { exact: false })).toBeVisible()
  await expectAccessible(page)
  await off.getByRole('button', { name: 'Leave them and add' }).click()
  await expect(off.getByText('2 visits stand in it')).toBeVisible()
  await offered(page, 'Time off added').getByRole('button', { name: 'Undo' }).click()
  await expect(off.getByText('None is noted.')).toBeVisible()

  await off.getByRole('button', { name: 'Add time off' }).click()
  await off.getByRole('textbox', { name: 'First day' }).fill(friday)
  await off.getByRole('textbox', { name: 'What for' }).fill('course')
  await off.getByRole('button', { name: 'Leave them and add' }).click()
  await expect(off.getByText('2 visits stand in it')).toBeVisible()
  const next = weekdayAfter('Fri', 28)
  await off.getByRole('button', { name: /^Move Ana Ruiz, .*10:00/ }).press('Enter')
  const moving = page.getByRole('form', { name: 'Move Ana Ruiz' })
  await expect(moving.getByRole('textbox', { name: 'Day' })).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(off.getByRole('button', { name: /^Move Ana Ruiz, .*10:00/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await moving.getByRole('textbox', { name: 'Day' }).fill(next)
  await moving.getByRole('textbox', { name: 'Time' }).press('Control+Enter')
  await expect(moving).toBeHidden()
  await expect(off.getByText('1 visit stands in it')).toBeVisible()
  await expect(page.getByText(/Ana Ruiz moved to .* at 10:00/)).toBeVisible()
  await expect(page.locator(':focus')).not.toHaveCount(0)
  await off.getByRole('link', { name: /Ana Ruiz.*09:00/ }).click()
  await expect(page).toHaveURL(/\/calendar\//)
  await expect(page.getByText('course, 1 visit')).toBeVisible()
  await page.keyboard.press('n')
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await panel.getByRole('textbox', { name: 'Patient' }).fill('Ana Ruiz')
  await panel.getByRole('option', { name: 'Ana Ruiz' }).filter({ hasNotText: 'New patient' }).first().click()
  for (const [name, choice] of [
    ['Service', 'Initial assessment'],
    ['Practitioner', 'Lena Park'],
  ] as const) {
    await panel.getByRole('combobox', { name }).click()
    await page.getByRole('option', { name: choice }).click()
  }
  await panel.getByRole('textbox', { name: 'Day' }).fill(friday)
  await panel.getByRole('textbox', { name: 'Time' }).fill('14:00')
  await expect(panel.getByText(/Lena Park is away on .*: course\./)).toBeVisible()
  await desk.discardBooking()
})

/** The first such weekday that is at least so many days ahead, as a person types it. */
function weekdayAfter(weekday: string, days: number): string {
  const named = (date: Date) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Vancouver', weekday: 'short' }).format(date)
  for (let ahead = days; ; ahead += 1) {
    const date = new Date(Date.now() + ahead * 86_400_000)
    if (named(date) !== weekday) continue
    const format = { timeZone: 'America/Vancouver', day: 'numeric', month: 'short', year: 'numeric' } as const
    return new Intl.DateTimeFormat('en-GB', format).format(date)
  }
}
