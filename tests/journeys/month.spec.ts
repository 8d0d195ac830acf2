import { expect, test } from '@playwright/test'
import { Temporal } from 'temporal-polyfill'
import { demoClinic } from '../../scripts/demo/clinic.ts'
import { expectAccessible } from './support/accessible.ts'
import { inGrid } from './support/dayBlocks.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { HeldWire } from './support/heldWire.ts'
import { openHouse, type House } from './support/house.ts'
import { brokenLayout } from './support/pseudo.ts'

/** A month at a glance: Ana's visit on the last day of one that somebody works on. */
let house: House
let desk: FrontDesk
const wire = new HeldWire()
const today = Temporal.Now.plainDateISO(demoClinic.timeZone)
const visitOn = lastWeekdayOf(today.add({ months: 1 }))
/** With its year where that is another than today's. */
const spoken = (day: Temporal.PlainDate) =>
  `${day.toLocaleString('en-GB', { weekday: 'long' })} ${day.toLocaleString('en-GB', { day: 'numeric', month: 'long' })}` +
  (day.year === today.year ? '' : ` ${day.year}`)
const monthOf = (day: Temporal.PlainDate) => day.toLocaleString('en-GB', { month: 'long', year: 'numeric' })
const grid = (day: Temporal.PlainDate) => desk.page.getByRole('grid', { name: `Calendar, ${monthOf(day)}` })
const dayIn = (day: Temporal.PlainDate, shown = day) =>
  grid(shown).getByRole('button', { name: new RegExp(`^${spoken(day)}\\b`) })

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house, house.deskUrl(), wire)
  await desk.signIn(house.admin)
  await desk.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz' })
  const daysAhead = today.until(visitOn).days
  await desk.book({
    ...{ patient: 'Ana Ruiz', service: 'Physiotherapy', practitioner: 'Lena Park', time: '9:00', daysAhead },
  })
  await desk.goToSettings('Hours and time off')
  await desk.page.getByRole('link', { name: 'Rosa Díaz' }).click()
  const off = desk.page.getByRole('region', { name: 'Time off' })
  await off.getByRole('button', { name: 'Add time off' }).click()
  const typed = visitOn.toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
  await off.getByRole('textbox', { name: 'First day' }).fill(typed)
  await off.getByRole('textbox', { name: 'What for' }).fill('Course')
  await off.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(off.getByText('Course')).toBeVisible()
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('R6.2, R10.4 a month is a key away, walked by arrows and Page keys, and each day opens; F5 and Back know where', async () => {
  const { page } = desk
  await desk.goTo('Calendar')
  await page.keyboard.press('3')
  await expect(page.getByRole('button', { name: 'Month', exact: true, pressed: true })).toBeVisible()
  await expect(dayIn(today)).toHaveAttribute('aria-current', 'date')
  await page.keyboard.press('ArrowRight')
  await expect(dayIn(today)).toBeFocused()

  for (const [key, days] of [
    ['ArrowRight', 1],
    ['ArrowDown', 8],
    ['ArrowLeft', 7],
    ['ArrowUp', 0],
  ] as const) {
    const day = today.add({ days })
    await page.keyboard.press(key)
    await expect(dayIn(day), key).toBeFocused()
  }
  await page.keyboard.press('PageDown')
  const next = today.add({ months: 1 })
  await expect(dayIn(next)).toBeFocused()
  await expect(page).toHaveURL(new RegExp(`/calendar/month/${next.toString()}`))
  await page.keyboard.press('PageUp')
  await expect(grid(today)).toBeVisible()
  await page.getByRole('button', { name: 'Next month' }).click()
  await expect(grid(visitOn)).toBeVisible()

  await page.reload()
  await dayIn(visitOn).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/calendar/${visitOn.toString()}`))
  await expect(inGrid(page, 'Ana Ruiz')).toBeVisible()
  await page.goBack()
  await expect(grid(visitOn)).toBeVisible()
})

test('R6.2 a day says how many visits it has, how full it is and who is away, and one on which nobody works that it is closed', async () => {
  const { page } = desk
  await page.goto(new URL(`/calendar/month/${visitOn.toString()}`, house.deskUrl()).href)
  await expect(dayIn(visitOn)).toHaveAccessibleName(/, 1 visit, [1-9]\d? % booked, Time off: Rosa Díaz \(Course\)$/)
  await expect(dayIn(visitOn).getByText('1 visit', { exact: true })).toBeVisible()
  await expect(dayIn(visitOn).getByText('Rosa Díaz (Course)', { exact: true })).toBeVisible()
  const sunday = visitOn.with({ day: 15 }).add({ days: 7 - visitOn.with({ day: 15 }).dayOfWeek })
  await expect(dayIn(sunday)).toHaveAccessibleName(`${spoken(sunday)}, no visits, Closed`)
  await expect(page.getByRole('button', { name: 'Print what is shown' })).toHaveCount(0)

  for (const [colorScheme, width, height] of [
    ['light', 1024, 768],
    ['dark', 360, 740],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height })
    await expectAccessible(page)
    expect.soft(await brokenLayout(page), `${colorScheme}, ${width} pixels`).toEqual([])
  }
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('R6.2 a booking that is begun in the month is made beside its day', async () => {
  const { page } = desk
  await page.keyboard.press('n')
  await expect(page).toHaveURL(new RegExp(`/calendar/${visitOn.toString()}`))
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await expect(panel).toBeVisible()
  await panel.getByRole('button', { name: 'Cancel' }).click()
})

test('R10.4 the days of a month stand and can be walked before their figures come, and a month that cannot be read says so', async () => {
  const { page } = desk
  await page.keyboard.press('3')
  await desk.hasSettled()
  const later = visitOn.add({ months: 1 })
  wire.hold()
  await page.keyboard.press('PageDown')
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(1)
  await expect(dayIn(later)).toHaveAccessibleName(new RegExp(`${spoken(later)}$`))
  wire.release()
  await expect(dayIn(later)).toHaveAccessibleName(/visits/)

  const { db } = house.core().context
  await db.schema.alterTable('time_off').renameTo('time_off_gone').execute()
  await page.keyboard.press('PageDown')
  await expect(page.getByRole('alert')).toContainText('The month could not be read.')
  await db.schema.alterTable('time_off_gone').renameTo('time_off').execute()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(grid(visitOn.add({ months: 2 }))).toBeVisible()
})

test('R10.4 a clinic in which nobody has a calendar says so in its month too', async () => {
  const { page } = desk
  const { db } = house.core().context
  await db.deleteFrom('appointment').execute()
  await db.updateTable('staff').set({ has_calendar: 0 }).execute()
  await page.reload()
  await expect(page.getByText('Nobody has a calendar yet')).toBeVisible()
})

function lastWeekdayOf(day: Temporal.PlainDate): Temporal.PlainDate {
  const last = day.with({ day: day.daysInMonth })
  return last.subtract({ days: Math.max(0, last.dayOfWeek - 5) })
}
