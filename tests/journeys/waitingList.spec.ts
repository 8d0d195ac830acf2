import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { openSellingDesk } from './support/onlineSale.ts'
import { Phone } from './support/phone.ts'
import { addToWaitingList, freesTime, freeTime, offerLinkTo, waitingPanel } from './support/waitingList.ts'

/** A freed time, and the waiting list: the first who says yes has it (R6.2). Screens and e-mails only. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openSellingDesk(browser, testInfo, [
    ['Maya', 'Lindqvist'],
    ['Ines', 'Castellane'],
    ['Reza', 'Ahmadi'],
  ]))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const waiting = () => waitingPanel(desk)

test('R6.2 a freed time is offered down the line: no from the first, yes from the second, a visit and its confirmation', async ({
  browser,
}) => {
  await addToWaitingList(desk, 'Reza Ahmadi', 'Massage 60')
  await addToWaitingList(desk, 'Ines Castellane', 'Massage 60', async (form) => {
    await form.getByRole('checkbox', { name: 'Urgent: before all others' }).check()
  })
  await expect(waiting().getByText('2 people')).toBeVisible()
  const time = await freeTime(house, browser)

  await freesTime(desk, time)

  await expect(waiting().getByRole('region').getByRole('listitem')).toHaveText([/Ines Castellane/, /Reza Ahmadi/])
  await desk.page.keyboard.press('o')
  await expect(waiting().getByText(/^until \d\d:\d\d/)).toBeVisible()

  const ines = await Phone.open(browser)
  const firstLink = await offerLinkTo(house, 'ines@example.test')
  await ines.goto(firstLink)
  await expect(ines.heading('This time is free for you')).toBeVisible()
  await expect(ines.page.getByText('Massage 60')).toBeVisible()
  expect(ines.page.url()).not.toContain('#')
  await expectAccessible(ines.page)
  await ines.page.getByRole('button', { name: 'No, thank you' }).click()
  await expect(ines.heading('Not taken')).toBeVisible()

  await expect(waiting().getByText('declined')).toBeVisible()
  await expect(waiting().getByRole('region').getByRole('listitem')).toHaveText([/Reza Ahmadi/])
  await desk.page.keyboard.press('o')
  const reza = await Phone.open(browser)
  await reza.goto(await offerLinkTo(house, 'reza@example.test'))
  await reza.page.getByRole('button', { name: 'Take this time' }).click()
  await expect(reza.heading('The time is yours')).toBeVisible()

  const confirmation = await house.smtp.nextTo('reza@example.test')
  expect(confirmation.subject).toContain('Your visit')
  expect(confirmation.calendar).toContain('METHOD:REQUEST')
  await expect(desk.page.getByRole('button', { name: /Reza Ahmadi/ }).first()).toBeVisible()
  await expect(waiting().getByText('taken')).toBeVisible()
  await expectAccessible(desk.page)
  await desk.seesInInbox('Waiting list', 'Reza Ahmadi')

  const late = await Phone.open(browser)
  await late.goto(firstLink)
  await expect(late.heading('Not taken')).toBeVisible()
  await expect(late.page.getByRole('button', { name: 'See other times' })).toBeVisible()
  for (const phone of [ines, reza, late]) await phone.close()
})

test('R6.2 what became free lies dashed in the calendar, and O offers it beside a visit that is open; taken back, its page says so', async ({
  browser,
}) => {
  await freesTime(desk, await freeTime(house, browser))
  const grid = desk.page.locator('.day-grid')
  await expect(grid.getByText(/^Free since \d\d:\d\d$/)).toBeVisible()
  await expect(grid.getByText(/^\d\d:\d\d, 1 waiting$/)).toBeVisible()
  await expect(desk.page.getByText(/^\S+ \d+ \S+,? \d\d:\d\d suits 1 on the waiting list: O offers it$/)).toBeVisible()
  await desk.page.setViewportSize({ width: 360, height: 740 })
  await expect(desk.page.getByText('suits 1 on the waiting list')).toBeVisible()
  await expect(desk.page.getByText('offers it')).toBeHidden()
  await desk.page.setViewportSize({ width: 1440, height: 900 })
  await grid.getByRole('button', { name: /Reza Ahmadi/ }).click()
  const visit = desk.page.getByRole('complementary', { name: 'Appointment', exact: true })
  await expect(visit).toBeVisible()

  await desk.page.keyboard.press('o')

  await expect(desk.page.getByText(/^Offered to Ines Castellane until \d\d:\d\d\./).first()).toBeVisible()
  await expect(grid.getByText(/^Free since/)).toHaveCount(0)
  await expect(grid.getByText('Offered to Ines Castellane', { exact: true })).toBeVisible()
  await expect(grid.getByText(/^\d\d:\d\d, kept until \d\d:\d\d$/)).toBeVisible()
  await expect(desk.page.getByText('on the waiting list: O offers it')).toHaveCount(0)
  await visit.getByRole('button', { name: 'Close' }).click()
  const ines = await Phone.open(browser)
  await ines.goto(await offerLinkTo(house, 'ines@example.test'))
  await expect(ines.heading('This time is free for you')).toBeVisible()

  await waiting().getByRole('button', { name: 'Withdraw the offer to Ines Castellane' }).click()
  await expect(waiting().getByText('withdrawn').first()).toBeVisible()
  await expect(grid.getByText('Offered to Ines Castellane', { exact: true })).toHaveCount(0)
  await expect(grid.getByText(/^Free since/)).toBeVisible()
  await desk.synchronise()
  await ines.page.getByRole('button', { name: 'Take this time' }).click()

  await expect(ines.heading('The clinic has taken this offer back')).toBeVisible()
  await ines.close()
})

test('R6.2 without a line nothing is offered, and the desk says so', async () => {
  await desk.goTo('Calendar')
  house.setNetwork('captivePortal')
  await waiting()
    .getByRole('button', { name: /^Offer .*to Ines Castellane/ })
    .first()
    .click()

  await expect(desk.page.getByRole('alert').filter({ hasText: 'Nothing was offered' })).toBeVisible()
  house.setNetwork('up')
})

test('R6.2, R10.4 somebody is changed on the list, taken off it, and back with Undo', async () => {
  await desk.goTo('Calendar')
  await waiting()
    .getByRole('button', { name: /^Ines Castellane.* Change/ })
    .click()
  const form = desk.page.getByRole('dialog', { name: 'Waiting list: Ines Castellane' })
  await form.getByRole('checkbox', { name: 'Mornings' }).check()
  await form.getByRole('textbox', { name: 'Until' }).fill('never')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByText('Not a day')).toBeVisible()
  await form.getByRole('textbox', { name: 'Until' }).fill('')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(waiting().getByText('mornings').first()).toBeVisible()

  await waiting()
    .getByRole('button', { name: /^Ines Castellane.* Change/ })
    .click()
  await form.getByRole('button', { name: 'Take off the list' }).click()
  await expect(waiting().getByRole('button', { name: /Ines Castellane/ })).toHaveCount(0)
  await desk.page.getByRole('button', { name: /^Undo/ }).first().click()
  await expect(waiting().getByRole('button', { name: /^Ines Castellane.* Change/ })).toBeVisible()
})

test('R6.2, R10.4 somebody is put on the list from their chart by Ctrl+K, and what they wait for stands and is changed there', async () => {
  const chart = await desk.openWorkspace('Maya Lindqvist')
  await chart.tab('Appointments')
  const waits = chart.page.getByRole('region', { name: 'Waiting list' })
  await expect(waits.getByText('Waits for no time')).toBeVisible()
  await chart.page.keyboard.press('Control+k')
  await chart.page.keyboard.insertText('waiting')
  await chart.page.keyboard.press('Enter')
  const form = chart.page.getByRole('dialog', { name: 'Add to the waiting list' })
  await expect(form.getByText('Maya Lindqvist')).toBeVisible()
  await form.getByRole('combobox', { name: 'Service' }).fill('Massage 60')
  await form.getByRole('option', { name: 'Massage 60' }).click()
  await form.getByRole('checkbox', { name: 'Evenings' }).check()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()

  await expect(waits.getByText(/^anyone, evenings, since /)).toBeVisible()
  await desk.goTo('Calendar')
  await expect(waiting().getByRole('button', { name: /^Maya Lindqvist.* Change/ })).toBeVisible()
  await expectAccessible(chart.page)

  await waits.getByRole('button', { name: 'Change Massage 60' }).click()
  const changing = chart.page.getByRole('dialog', { name: 'Waiting list: Maya Lindqvist' })
  await changing.getByRole('button', { name: 'Take off the list' }).click()
  await expect(waits.getByText('Waits for no time')).toBeVisible()
  await waits.getByRole('button', { name: 'Add to the waiting list' }).click()
  await expect(form).toBeVisible()
  await form.getByRole('button', { name: 'Cancel' }).click()
  await expect(form).toBeHidden()
  await chart.close()
})

test('R10.7 what somebody else saved of an entry meanwhile is shown, and a second Save is a person’s choice', async () => {
  await addToWaitingList(desk, 'Maya Lindqvist', 'Massage 60')
  const openForm = async ({ page }: { readonly page: Page }) => {
    await page
      .getByRole('button', { name: /^Maya Lindqvist.* Change/ })
      .first()
      .click()
    return page.getByRole('dialog', { name: 'Waiting list: Maya Lindqvist' })
  }
  const form = await openForm(desk)
  await form.getByRole('checkbox', { name: 'Evenings' }).check()
  const page = await desk.page.context().newPage()
  await page.goto(house.deskUrl())
  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name: 'Calendar' }).click()
  const others = await openForm({ page })
  await others.getByRole('checkbox', { name: 'Urgent: before all others' }).check()
  await others.getByRole('button', { name: 'Save' }).click()
  await expect(others).toBeHidden()

  await form.getByRole('button', { name: 'Save' }).click()

  await expect(form.getByRole('alert')).toHaveText(
    /^Marta Silva changed it meanwhile to: Massage 60, anyone, any time, Urgent\. Save again to have it as it stands here\.$/,
  )
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()
  await expect(waiting().getByRole('button', { name: /^Maya Lindqvist.* Change/ })).toContainText('evenings')
  await page.close()
})

test('R6.2 how long an offered time is kept is set in Settings, within bounds', async () => {
  const { page } = desk
  await desk.goToSettings('Online booking')
  const field = page.getByRole('textbox', { name: 'An offered time is kept for, in minutes' })
  await expect(field).toHaveValue('120')
  await field.fill('14')
  await page.getByRole('button', { name: 'Save online booking' }).click()
  await expect(field).toHaveAccessibleDescription(/15.*1440/)
  await field.fill('45')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Settings saved').first()).toBeVisible()
  await page.reload()
  await expect(field).toHaveValue('45')
  await expectAccessible(page)
})
