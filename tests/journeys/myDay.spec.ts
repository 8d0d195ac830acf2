import { expect, test } from '@playwright/test'
import { demoPassword } from '../../scripts/demo/clinic.ts'
import { expectAccessible } from './support/accessible.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'

/** R10.1: a practitioner's morning with the mouse unplugged. */
let house: House
let desk: FrontDesk
let room: FrontDesk

const people = [
  { givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz', birthOn: '12 March 1985', phone: '604 555 0101' },
  { givenName: 'Ben', familyName: 'Okafor', fullName: 'Ben Okafor' },
  { givenName: 'Marie-Madeleine', familyName: 'de La Rochefoucauld-Doudeauville', fullName: 'Marie-Madeleine' },
] as const
const lee = { email: 'amir.lee@harbourstreet.example', password: demoPassword }

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  house.setMorning()
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  for (const person of people) await desk.addPatient(person)
  for (const [index, { fullName }] of people.entries()) {
    const what = { patient: fullName, service: 'Naturopathic follow-up', practitioner: 'Amir Lee' }
    await desk.book({ ...what, time: `${9 + index}:00`, daysAhead: 0 })
  }
  room = await FrontDesk.open(browser, house, house.secondDeskUrl())
  await room.signIn(lee)
})

test.afterAll(async () => {
  await room.close()
  await desk.close()
  await house.close()
})

const chosen = () => room.page.locator('[data-row][aria-current]')
const reading = () => room.page.getByRole('article', { name: 'The chosen visit' })
const group = (name: string) => room.page.getByRole('region', { name })

test('R10.1 a practitioner begins with their own day; the clinic’s stands under it, and an admin has that alone', async () => {
  const { page } = room
  await expect(page.getByRole('heading', { name: 'My day', level: 1 })).toBeVisible()
  await expect(page).toHaveURL(/\/my-day\?visit=/)
  await expect(page.getByText(/3 visits · 3 to come/)).toBeVisible()
  const rail = page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link')
  await expect(rail.nth(0)).toHaveText('My day3')
  await expect(rail.nth(1)).toHaveText('Today')
  await expect(chosen()).toContainText('Ana Ruiz')
  await expect(reading()).toContainText('12 March 1985')
  await expect(reading()).toContainText('604 555 0101')

  await rail.nth(1).click()
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'My day', level: 1 })).toBeVisible()
  await expect(desk.page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link').first()).toHaveText('Today')
  await expectAccessible(page)
})

test('R10.1 by keyboard alone: J and K, somebody comes, S, C, Ctrl+Z, and the chart', async () => {
  const { page } = room
  await page.keyboard.press('j')
  await expect(chosen()).toContainText('Ben Okafor')
  await expect(reading().getByRole('heading', { level: 2 })).toHaveText('Ben Okafor')
  await page.keyboard.press('k')
  await expect(chosen()).toContainText('Ana Ruiz')

  await desk.goTo('Today')
  await desk.page.getByRole('button', { name: 'Ana Ruiz', exact: true }).focus()
  await desk.page.keyboard.press('a')
  await expect(chosen()).toContainText(/Arrived|Waiting/)

  await page.keyboard.press('s')
  await expect(group('In session')).toContainText('Ana Ruiz')
  await expect(chosen()).toContainText('Ana Ruiz')
  await page.keyboard.press('c')
  await expect(group('Done')).toContainText('Ana Ruiz')
  await expect(page.getByText(/3 visits · 2 to come/)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(group('In session')).toContainText('Ana Ruiz')

  const opened = page.context().waitForEvent('page')
  await page.keyboard.press('Enter')
  const chart = await opened
  await expect(chart.getByRole('heading', { name: 'Ana Ruiz', level: 1 })).toBeVisible()
  await page.bringToFront()
  await page.keyboard.press('p')
  await expect(chart).toHaveURL(/treatment-plans/)
  await chart.close()
  await page.bringToFront()
})

test('R10.1 who is chosen stands in the address, and the next day has none of today', async () => {
  const { page } = room
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(chosen()).toContainText('Marie-Madeleine')
  await page.reload()
  await expect(chosen()).toContainText('Marie-Madeleine')

  await page.keyboard.press('ArrowRight')
  await expect(page.getByText('No visits on this day')).toBeVisible()
  await page.goBack()
  await expect(chosen()).toContainText('Marie-Madeleine')
})

test('R10.1 the day is printed: whom one sees and when', async () => {
  const { page } = room
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', document.body.lastElementChild?.textContent ?? '')
  })
  await page.getByRole('button', { name: 'Print' }).click()

  await expect(page.locator('body')).toHaveAttribute('data-printed', /Amir Lee.*Ana Ruiz.*Naturopathic follow-up/)
})

test('R10.1 whoever sees no patients finds their own day empty', async () => {
  await desk.page.goto(new URL('/my-day', desk.page.url()).href)
  await expect(desk.page.getByText('No visits on this day')).toBeVisible()
})
