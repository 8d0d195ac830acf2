import { expect, test } from '@playwright/test'
import { newId } from '../../src/main/core/system.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { onPaper, sheetsOnPaper } from './support/onPaper.ts'
import { openDesk } from './support/openDesk.ts'

/** What leaves the desk on paper: the day, the week, and a slip for whoever stands at the counter (R6.2). */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
  await desk.addPatient({ givenName: 'Klara', familyName: 'Novotná', fullName: 'Klara Novotná' })
  await desk.book({
    ...{ patient: 'Klara Novotná', practitioner: 'Amir Lee', service: 'Naturopathic follow-up' },
    ...{ time: '10:00', daysAhead: 5, send: false },
  })
})
test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('R6.2, R8.6 the calendar prints what it shows, and a slip says when and with whom and never what for', async () => {
  const { page } = desk
  await page
    .getByRole('button', { name: /Klara Novotná/ })
    .first()
    .click()
  const panel = page.getByRole('complementary', { name: 'Appointment' })
  await expect(panel).toBeVisible()
  const slip = await onPaper(page, () => panel.getByRole('button', { name: 'Print slip' }).click())
  for (const said of [
    'Harbour Street Clinic',
    'Your visit',
    '10:00',
    'with Dr Lee',
    'To move or cancel, call until',
    'Call 604 555 0100',
    '14 Harbour Street',
  ]) {
    expect(slip).toContain(said)
  }
  expect(slip).not.toContain('Naturopathic')
  expect(slip).not.toContain('New appointment')
  await page.keyboard.press('Escape')

  const day = await onPaper(page, () => page.getByRole('button', { name: 'Print what is shown' }).click())
  for (const said of [
    'Klara Novotná',
    'Naturopathic follow-up',
    'Amir Lee',
    'Lena Park',
    'No visits',
    'America/Vancouver',
  ]) {
    expect(day).toContain(said)
  }
  expect(day).toContain('by Marta Silva')

  await page.getByRole('button', { name: 'Print and save' }).click()
  const columns = await onPaper(page, () => page.getByRole('menuitem', { name: 'Print the day side by side' }).click())
  expect(columns).toMatch(/10:00\s*Klara Novotná\s*Naturopathic follow-up/)
  for (const name of ['Amir Lee', 'Lena Park', 'Rosa Díaz', 'Jun Tanaka']) expect(columns).toContain(name)
  await page.getByRole('button', { name: 'Week', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Week', exact: true })).toHaveAttribute('aria-pressed', 'true')
  const week = await onPaper(page, () => page.keyboard.press('p'))
  expect(week.match(/Amir Lee|Lena Park|Rosa Díaz|Jun Tanaka/g)?.length).toBe(7)

  const chart = await desk.openWorkspace('Klara Novotná')
  await chart.page.getByRole('tab', { name: /Appointments/ }).click()
  const all = await onPaper(chart.page, () => chart.page.getByRole('button', { name: 'Print a slip of these' }).click())
  expect(all).toContain('with Dr Lee')
  await chart.page.getByRole('tab', { name: 'History' }).click()
  await expect(chart.page.getByText('Slip of a visit printed').first()).toBeVisible()
})

test('R6.2 a day side by side is one sheet of A4 on its side, and of many practitioners two', async () => {
  const { page } = desk
  await desk.goTo('Calendar')
  const sheets = () =>
    sheetsOnPaper(page, async () => {
      await page.getByRole('button', { name: 'Print and save' }).click()
      await page.getByRole('menuitem', { name: 'Print the day side by side' }).click()
    })
  expect(await sheets()).toEqual([[842, 595]])

  const { db } = house.core().context
  const lee = await db.selectFrom('staff').selectAll().where('name', '=', 'Amir Lee').executeTakeFirstOrThrow()
  for (const number of [1, 2, 3, 4, 5]) {
    const another = { id: newId(), name: `Amir Lee ${number}`, email_key: `${number}${lee.email_key}` }
    await db
      .insertInto('staff')
      .values({ ...lee, ...another })
      .execute()
  }
  expect(await sheets()).toEqual([
    [842, 595],
    [842, 595],
  ])
})
