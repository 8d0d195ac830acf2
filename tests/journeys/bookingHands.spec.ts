import { expect, test, type Locator } from '@playwright/test'
import { dayAhead, FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'

/** Booking as somebody does it with a telephone in the other hand. Dr Tanaka works from 08:30 to 13:30, and not today. */
let house: House
let desk: FrontDesk
let panel: Locator

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz', email: 'ana@example.com' })
  await desk.addPatient({
    givenName: 'Ben',
    familyName: 'Okafor',
    fullName: 'Ben Okafor',
    email: 'ben.okafor@example.com',
  })
  await desk.addPatient({ givenName: 'Dora', familyName: 'Lind', fullName: 'Dora Lind' })
  await desk.addPatient({ givenName: 'Cleo', familyName: 'Marsh', fullName: 'Cleo Marsh' })
  panel = desk.page.getByRole('complementary', { name: 'New appointment' })
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const field = (name: string) =>
  panel.getByRole(name === 'Practitioner' || name === 'Service' ? 'combobox' : 'textbox', { name })
const outsideHours = () => panel.getByText(/works from/)

test('R6.2, R6.4 “2” is two in the afternoon, and what is out of the ordinary is said before, booked on purpose, and covers no “Save”', async () => {
  const { page } = desk
  await desk.fillBooking({
    ...{ patient: 'Ana Ruiz', service: 'Physiotherapy', practitioner: 'Lena Park' },
    ...{ daysAhead: 40, time: '2' },
  })
  await expect(panel.getByText('14:00, Vancouver time')).toBeVisible()
  await expect(outsideHours()).toHaveCount(0)

  for (const [time, sentence] of [
    ['0200', 'Lena Park works from 08:00 to 16:40.'],
    ['1210', 'Lena Park has a break from 12:00 to 12:40.'],
    ['1630', 'It would go on until 16:50; Lena Park works until 16:40.'],
    ['11:50', 'It would go on until 12:10; Lena Park works until 12:00.'],
  ] as const) {
    await field('Time').fill(time)
    await expect(panel.getByText(sentence)).toBeVisible()
  }
  await field('Time').fill('0200')
  await panel.getByRole('button', { name: 'Save', exact: true }).click()

  const allTheSame = panel.getByRole('button', { name: 'Book all the same' })
  await expect(allTheSame).toBeFocused()
  await panel.getByRole('button', { name: 'Save', exact: true }).dblclick()
  await expect(allTheSame).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(panel).toBeHidden()
  await expect(page.getByText(/Ana Ruiz booked, .* at 02:00/)).toBeVisible()

  await page.keyboard.press('n')
  await panel.getByRole('button', { name: 'Save', exact: true }).click({ trial: true, timeout: 1500 })
  await page.setViewportSize({ width: 360, height: 740 })
  await panel.getByRole('button', { name: 'Save', exact: true }).click({ trial: true, timeout: 1500 })
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.keyboard.press('Escape')
})

test('R6.1, R6.4 those who offer the service come first; the others are within reach, and said', async () => {
  const { page } = desk
  await desk.goTo('Calendar')
  await page.keyboard.press('n')
  await field('Patient').fill('Ana Ruiz')
  await panel.getByRole('option', { name: 'Ana Ruiz' }).filter({ hasNotText: 'New patient' }).click()
  await field('Service').click()
  await page.getByRole('option', { name: 'Physiotherapy' }).click()
  await field('Practitioner').click()
  await expect(page.getByRole('listbox', { name: 'Practitioner' })).toHaveText(
    /For PhysiotherapyLena ParkJun TanakaDo not offer itAmir LeeRosa Díaz/,
  )
  await page.getByRole('option', { name: 'Rosa Díaz' }).click()
  await field('Day').fill(dayAhead(41))
  await field('Time').fill('2:30')
  await expect(panel.getByText('Rosa Díaz does not offer Physiotherapy.')).toBeVisible()
  await field('Time').press('Control+Enter')
  await expect(panel.getByRole('button', { name: 'Book all the same' })).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(panel).toBeHidden()

  const anas = await desk.openWorkspace('Ana Ruiz')
  await anas.tab('History')
  await expect(anas.page.getByText('with somebody who does not offer the service')).toBeVisible()
  await anas.close()
})

test('R6.2 a name typed where the day or the time belongs is said on leaving the field, in place of its hint', async () => {
  const { page } = desk
  await desk.goTo('Calendar')
  await page.keyboard.press('n')
  await field('Day').fill('rosa')
  await field('Day').press('Tab')
  await expect(panel.getByText('This is not a day.')).toBeVisible()
  await expect(panel.getByText('Such as')).toBeHidden()
  await field('Time').fill('tomorrow')
  await field('Time').press('Tab')
  await expect(panel.getByText('This is not a time.')).toBeVisible()
  await field('Day').fill(dayAhead(40))
  await expect(panel.getByText('This is not a day.')).toHaveCount(0)
  await desk.discardBooking()
})

test('R6.4 what has passed and who is away is said; a time that is taken takes a reason, said before saving', async () => {
  const { page } = desk
  const visit = { patient: 'Ana Ruiz', service: 'Physiotherapy', practitioner: 'Jun Tanaka', time: '9' }
  await desk.fillBooking({ ...visit, daysAhead: 0 })
  await expect(panel.getByText(/Jun Tanaka is away on/)).toBeVisible()
  await field('Day').fill('1 January 2020')
  await expect(panel.getByText('This is in the past.')).toBeVisible()
  await desk.discardBooking()

  await desk.book({ ...visit, daysAhead: 43 })
  await desk.fillBooking({ ...visit, patient: 'Cleo Marsh', time: '9.10', daysAhead: 43 })
  await expect(panel.getByText('Ana Ruiz has 09:00 to 09:20.')).toBeVisible()
  await panel.getByRole('checkbox', { name: 'Tell the patient' }).uncheck()
  await field('Time').press('Control+Enter')
  await expect(panel.getByLabel('Reason to overbook')).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(panel).toBeVisible()
  await page.keyboard.type('Twins')
  await page.keyboard.press('Control+Enter')
  await expect(panel).toBeHidden()
})

test('R10.4 a known patient is booked with at most 12 keys beside the name, the focus where the next key goes', async () => {
  const { page } = desk
  let keys = 0
  const press = async (key: string) => {
    await page.keyboard.press(key)
    keys += key.split('+').length
  }
  const type = async (text: string) => {
    await page.keyboard.type(text)
    keys += text.length
  }
  await desk.goTo('Today')

  await press('n')
  await expect(field('Patient')).toBeFocused()
  // Enter comes before the list does: it takes the one person of that name.
  await page.keyboard.type('Ben Okafor')
  await press('Enter')
  await expect(field('Service')).toBeFocused()
  await type('p')
  await expect(page.locator('[role=option][data-combobox-selected]')).toHaveText('Physiotherapy')
  await press('Enter')
  await expect(field('Practitioner')).toBeFocused()
  await type('l')
  await expect(page.locator('[role=option][data-combobox-selected]')).toHaveText('Lena Park')
  await press('Enter')
  await expect(field('Day')).toBeFocused()
  await type(nextWorkingDayOfMonth())
  await press('Enter')
  await expect(field('Time')).toBeFocused()
  await type('2')
  await expect(panel.getByText('14:00, Vancouver time')).toBeVisible()
  await press('Control+Enter')

  await expect(panel).toBeHidden()
  await expect(page.getByText(/Ben Okafor booked, .* at 14:00/)).toBeVisible()
  expect(keys).toBeLessThanOrEqual(12)
})

test('R10.4 forms are added and removed without losing the focus, and Ctrl+Enter saves from anywhere in the panel', async () => {
  const { page } = desk
  await desk.fillBooking({
    ...{ patient: 'Ana Ruiz', service: 'Physiotherapy', practitioner: 'Lena Park' },
    ...{ daysAhead: 44, time: '10' },
  })
  const add = panel.getByRole('button', { name: 'Add a Smart Form' })
  let added = 0
  while ((await add.count()) > 0) {
    await add.press('Enter')
    await expect(page.getByRole('menuitem').first()).toBeFocused()
    await page.keyboard.press('Enter')
    added += 1
    await expect(panel.getByRole('button', { name: /^Remove / })).toHaveCount(added)
    await expect(panel.locator('[role=group]:focus, [role=group] button:focus')).toHaveCount(1)
  }
  expect(added).toBeGreaterThan(0)
  await panel
    .getByRole('button', { name: /^Remove / })
    .first()
    .press('Enter')
  await expect(panel.getByRole('button', { name: /^Remove / })).toHaveCount(added - 1)
  await expect(add).toBeFocused()
  await panel.getByRole('heading', { name: 'New appointment' }).click()
  await page.keyboard.press('Control+Enter')
  await expect(panel).toBeHidden()
})

test('R10.7 an address typed for one patient does not go to another, and is there again where the first is chosen', async () => {
  await desk.fillBooking({
    ...{ patient: 'Dora Lind', service: 'Physiotherapy', practitioner: 'Lena Park' },
    ...{ daysAhead: 45, time: '10' },
  })
  const address = panel.getByLabel('E-mail to add')
  await address.fill('ben@example.com')
  for (const [name, typed] of [
    ['Cleo Marsh', ''],
    ['Dora Lind', 'ben@example.com'],
  ] as const) {
    await field('Patient').fill(name)
    await panel.getByRole('option', { name }).filter({ hasNotText: 'New patient' }).first().click()
    await expect(panel.getByText(`${name} has no e-mail address`, { exact: false })).toBeVisible()
    await expect(address).toHaveValue(typed)
  }
  await desk.discardBooking()
})

/** The day of the month of a working day within a month, as it is said: "the 24th". */
function nextWorkingDayOfMonth(): string {
  return dayAhead(6).split(' ')[0] ?? ''
}
