import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { openSellingDesk } from './support/onlineSale.ts'
import { Phone } from './support/phone.ts'
import { addToWaitingList, freesTime, freeTime, offerLinkTo, waitingPanel } from './support/waitingList.ts'

/** A yes of the waiting list that moves the visit which the patient has (R6.2). Screens and e-mails only. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openSellingDesk(browser, testInfo, [
    ['Maya', 'Lindqvist'],
    ['Lena', 'Okoye'],
    ['Reza', 'Ahmadi'],
  ]))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const waiting = () => waitingPanel(desk)
const uidOf = (calendar: string) => /^UID:\S+/m.exec(calendar)?.[0]

test('R6.2, R9.2 who has a visit and waits for an earlier one: a yes moves that visit, and its time leads the list', async ({
  browser,
}) => {
  const sooner = await freeTime(house, browser)
  const later = new Date(Date.parse(sooner.on) + 14 * 86_400_000).toISOString().slice(0, 10)
  const panel = await desk.fillBooking({
    ...{ patient: 'Lena Okoye', service: 'Massage 60', practitioner: 'Rosa Díaz', daysAhead: 21 },
    ...{ time: sooner.time, send: true },
  })
  await panel.getByRole('textbox', { name: 'Day' }).fill(later)
  await panel.getByRole('textbox', { name: 'Time' }).fill(sooner.time)
  await panel.getByRole('button', { name: 'Save and Send' }).click()
  await expect(panel).toBeHidden()
  const { calendar: booked } = await house.smtp.nextTo('lena@example.test')
  await addToWaitingList(desk, 'Lena Okoye', 'Massage 60', async (form) => {
    await form.getByRole('checkbox', { name: 'Urgent: before all others' }).check()
    const yes = form.getByRole('combobox', { name: 'A yes' })
    await expect(yes).toHaveValue('makes an appointment besides')
    await yes.click()
    await form.getByRole('option', { name: /^moves the appointment of / }).click()
    await expectAccessible(desk.page)
  })
  await expect(waiting().getByRole('button', { name: /^Lena Okoye.* Change/ })).toContainText(/instead of \S+ \d+ \S+,/)

  await freesTime(desk, sooner)
  await desk.page.keyboard.press('o')
  await expect(waiting().getByText(/^until \d\d:\d\d/)).toBeVisible()
  const lena = await Phone.open(browser)
  await lena.goto(
    await offerLinkTo(house, 'lena@example.test', /Taking it moves your visit of .*, \d\d:\d\d to this time/),
  )
  await expect(
    lena.page.getByText(/^It takes the place of your visit of .*, \d\d:\d\d, which is then given back\.$/),
  ).toBeVisible()
  expect(lena.page.url()).not.toContain('#')
  await expectAccessible(lena.page)
  await lena.page.getByRole('button', { name: 'Take this time' }).click()
  await expect(lena.heading('The time is yours')).toBeVisible()

  const change = await house.smtp.nextTo('lena@example.test')
  expect(change.subject).toContain('Your visit is now on')
  expect(uidOf(change.calendar)).toBe(uidOf(booked))
  expect(change.calendar).toContain('SEQUENCE:1')
  await expect(waiting().getByRole('button', { name: /^Lena Okoye/ })).toHaveCount(0)
  const chart = await desk.openWorkspace('Lena Okoye')
  await chart.tab('Appointments')
  await expect(chart.page.getByText('Massage 60')).toHaveCount(1)
  await chart.close()
  await desk.goTo('Inbox')
  await desk.page.getByRole('main').getByRole('listitem').filter({ hasText: 'Lena Okoye' }).first().click()
  await expect(desk.page.getByText(/^The appointment of .* is moved there, and an e-mail says so\./)).toBeVisible()
  await addToWaitingList(desk, 'Reza Ahmadi', 'Massage 60')
  await expect(waiting().getByRole('region').getByRole('listitem')).toHaveText([/Reza Ahmadi/])
  await lena.close()
})

test('R10.4 in the chart the day of a visit in another year stands beside its minutes, not under them', async () => {
  const isTuesday = (daysAhead: number) => new Date(Date.now() + daysAhead * 86_400_000).getUTCDay() === 2
  const daysAhead = [366, 367, 368, 369, 370, 371, 372].find(isTuesday) ?? 0
  await desk.book({
    ...{ patient: 'Reza Ahmadi', service: 'Massage 60', practitioner: 'Rosa Díaz', daysAhead },
    ...{ time: '11:00', send: false },
  })
  const chart = await desk.openWorkspace('Reza Ahmadi')
  await chart.tab('Appointments')
  const visit = chart.page.getByRole('listitem').filter({ hasText: 'Massage 60' })
  const day = await visit.getByRole('time').evaluate((time) => {
    const range = document.createRange()
    range.selectNodeContents(time)
    return range.getBoundingClientRect().right
  })
  const minutes = await visit.getByText('60 min', { exact: true }).boundingBox()
  expect((minutes?.x ?? 0) - day).toBeGreaterThan(8)
  await chart.close()
})
