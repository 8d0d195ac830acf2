import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { offered } from './support/undoLine.ts'

/** An admin changes what the clinic is, on the pages of Settings, while its visits stand (R10.8). */
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

test('R10.8 each page of Settings has an address of its own, also on a screen of 360 pixels', async () => {
  const { page } = desk
  const pages = page.getByRole('navigation', { name: 'Pages of Settings' })
  await desk.goToSettings('Security')
  await page.reload()
  await expect(page).toHaveURL(/\/settings\/security$/)
  await expect(page.getByRole('button', { name: 'Check now' })).toBeVisible()
  await page.goBack()
  await expect(pages.getByRole('link', { name: 'Clinic' })).toHaveAttribute('aria-current', 'page')

  await page.setViewportSize({ width: 360, height: 740 })
  await expect(pages.getByRole('link')).toHaveCount(0)
  await pages.getByRole('button', { name: 'Clinic' }).click()
  await expectAccessible(page)
  await pages.getByRole('link', { name: 'This computer' }).click()
  await expect(page.getByText('On this computer only.')).toBeVisible()
  await expect(pages.getByRole('link')).toHaveCount(0)
  for (const [name, opened] of [
    ['Clinic', page.getByLabel('Telephone')],
    ['Staff', page.getByRole('button', { name: 'Lena Park' })],
    ['Services', page.getByRole('link', { name: 'Physiotherapy' })],
    ['E-mail', page.getByLabel('Seconds to undo an e-mail')],
    ['Connection', page.getByRole('button', { name: 'Connect to another online service' })],
    ['Security', page.getByRole('button', { name: 'Check now' })],
    ['Recovery sheet', page.getByText('Twenty-four words on paper', { exact: false })],
    ['About', page.getByText('react', { exact: true })],
  ] as const) {
    await pages.getByRole('button').click()
    await pages.getByRole('link', { name }).click()
    await opened.click()
    expect(await sidewaysScrolling(page), name).toEqual([])
  }
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.keyboard.press('Control+k')
  await page.keyboard.type('Settings, Conn')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/settings\/connection$/)
})

/** What scrolls sideways, by its class: 360 pixels are enough for each thing. */
function sidewaysScrolling(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll<HTMLElement>('main, main *')]
      .filter((each) => each.matches('html') || /auto|scroll/.test(getComputedStyle(each).overflowX))
      .filter((each) => each.scrollWidth > each.clientWidth)
      .map((each) => each.className || each.tagName),
  )
}

test('R10.8 a service is renamed, lengthened and withdrawn while a visit of it stands, which keeps its words', async () => {
  const { page } = desk
  const visit = { patient: 'Ana Ruiz', service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 40 }
  await desk.book({ ...visit, time: '9:00' })
  await desk.goToSettings('Services')
  await page.getByRole('link', { name: 'Physiotherapy' }).click()
  const form = page.getByRole('complementary', { name: 'Physiotherapy' })
  await form.getByLabel('Minutes').fill('2')
  await form.getByLabel('Name').fill('Physio')
  await form.getByRole('button', { name: 'Save service' }).click()
  await expect(form.getByText('A whole number from 5 to 600.')).toBeVisible()
  await form.getByLabel('Minutes').fill('')
  await form.getByLabel('Minutes').pressSequentially('6000')
  await form.getByRole('button', { name: 'Save service' }).click()
  await expect(form.getByText('A whole number from 5 to 600.')).toBeVisible()
  await form.getByLabel('Minutes').fill('45')
  await expect(form.getByText('The visit to come keeps the name and length it was booked with.')).toBeVisible()
  await form.getByRole('button', { name: 'Save service' }).click()
  await expect(page.getByText('Physio saved')).toBeVisible()
  const renamed = page.getByRole('complementary', { name: 'Physio' })
  await expectAccessible(page)

  await page.reload()
  await expect(renamed.getByLabel('Minutes')).toHaveValue('45')
  await renamed.getByRole('button', { name: 'Withdraw' }).click()
  // For a moment after F5 the line of the saving may stand too.
  await offered(page, 'Physio is withdrawn').getByRole('button', { name: 'Undo' }).click()
  await expect(renamed.getByRole('button', { name: 'Withdraw' })).toBeVisible()
  await renamed.getByRole('button', { name: 'Withdraw' }).click()
  await expect(renamed.getByText('1 visit to come of it stands', { exact: false })).toBeVisible()

  const panel = await desk.fillBooking({ ...visit, service: 'Initial assessment', time: '9:10' })
  await expect(panel.getByText('Ana Ruiz has 09:00 to 09:20.')).toBeVisible()
  await panel.getByRole('combobox', { name: 'Service' }).click()
  await expect(page.getByRole('option', { name: 'Massage 60' })).toBeVisible()
  await expect(page.getByRole('option', { name: /Physio/ })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await desk.discardBooking()
  const chart = await desk.openWorkspace('Ana Ruiz')
  await chart.tab('Appointments')
  await expect(chart.page.getByText('Physiotherapy')).toBeVisible()
  await chart.close()
})

test('R10.8 a service is added and moved up the list, by those who may', async () => {
  const { page } = desk
  await desk.goToSettings('Services')
  await page.getByRole('link', { name: 'Add service' }).click()
  const form = page.getByRole('complementary', { name: 'New service' })
  await form.getByLabel('Name').fill('Massage 60')
  await form.getByRole('button', { name: 'Add service' }).click()
  await expect(form.getByText('Another service is called “Massage 60”.')).toBeVisible()
  await form.getByLabel('Name').fill('Acupuncture')
  await form.getByRole('checkbox', { name: 'Rosa Díaz' }).check()
  await form.getByRole('button', { name: 'Add service' }).click()
  await expect(page.getByRole('complementary', { name: 'Acupuncture' })).toBeVisible()
  const offered = page.getByRole('region', { name: 'Services' }).getByRole('list').first().getByRole('listitem')
  await expect(offered.last()).toContainText('Acupuncture')
  await page.getByRole('button', { name: 'Move Acupuncture up' }).click()
  await expect(offered.last()).not.toContainText('Acupuncture')
})

test('R10.4 what was typed in Settings is not lost on the way to another page, and Ctrl+Enter says what is missing', async () => {
  const { page } = desk
  const pages = page.getByRole('navigation', { name: 'Pages of Settings' })
  const question = page.getByRole('dialog')
  await desk.goToSettings('Clinic')
  const name = page.getByLabel('Name', { exact: true })
  const stood = await name.inputValue()
  await name.fill('')
  await name.press('Control+Enter')
  await expect(page.getByText('A name is needed.')).toBeVisible()
  await name.fill('Half typed')
  await pages.getByRole('link', { name: 'Security' }).click()
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(name).toHaveValue('Half typed')
  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name: 'Today' }).click()
  await question.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible()
  await desk.goToSettings('Clinic')
  await expect(name).toHaveValue(stood)

  await desk.goToSettings('Services')
  await page.getByRole('link', { name: 'Massage 60' }).click()
  const service = page.getByRole('complementary', { name: 'Massage 60' })
  await service.getByLabel('Name').fill('')
  await service.getByLabel('Name').press('Control+Enter')
  await expect(service.getByText('A name is needed.')).toBeVisible()
  await pages.getByRole('link', { name: 'Clinic' }).click()
  await question.getByRole('button', { name: 'Discard' }).click()
  await expect(pages.getByRole('link', { name: 'Clinic' })).toHaveAttribute('aria-current', 'page')

  await desk.goToSettings('Hours and time off')
  const week = page.getByRole('application', { name: 'The week, drawn' })
  const said = await page.getByLabel('In words').inputValue()
  await week.press('x')
  await week.press('Shift+ArrowDown')
  await expect(page.getByLabel('In words')).not.toHaveValue(said)
  await week.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Paste it over another')
  await page.keyboard.press('Escape')
  await page.getByRole('navigation', { name: 'Whose hours' }).getByRole('link').nth(1).click()
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(page.getByLabel('In words')).not.toHaveValue(said)
  await pages.getByRole('link', { name: 'Connection' }).click()
  await question.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('button', { name: 'Connect to another online service' }).click()
  await page.getByLabel('Address of the online service').fill('https://')
  await pages.getByRole('link', { name: 'Clinic' }).click()
  await question.getByRole('button', { name: 'Discard' }).click()
  await expect(pages.getByRole('link', { name: 'Clinic' })).toHaveAttribute('aria-current', 'page')
})

test('R10.1, R10.4 what is wrong with a field stands once below it, in the place of its hint', async () => {
  const { page } = desk
  await desk.goToSettings('E-mail')
  const hint = page.getByText('1 to 30.', { exact: false })
  await expect(hint).toBeVisible()
  const days = page.getByLabel('Days that an Access Link works')
  const stood = await days.inputValue()
  await days.fill('99')
  await expect(page.getByText('A whole number from 1 to 30.')).toBeVisible()
  await expect(hint.filter({ hasText: 'Links that are open' })).toBeHidden()
  await days.fill(stood)
  await expect(hint).toBeVisible()

  await desk.goToSettings('Clinic')
  const telephone = page.getByLabel('Telephone')
  const number = await telephone.inputValue()
  await telephone.fill('ask at the desk')
  await page.getByRole('button', { name: 'Save clinic' }).click()
  await expect(page.getByText('This is not a telephone number.', { exact: false })).toBeVisible()
  await telephone.fill(number)
})

test('R10.8 the clinic’s name and time zone change, visits keep their moment, and the endpoint is told', async () => {
  const { page } = desk
  await desk.goToSettings('Clinic')
  await page.getByLabel('Name', { exact: true }).fill(' ')
  await page.getByRole('button', { name: 'Save clinic' }).click()
  await expect(page.getByText('A name is needed.')).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill('Elm Street Clinic')
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Toronto')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Visits that stand keep their moment/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save clinic' }).click()

  await expect(page.getByText('Settings saved')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Front Desk' })).toContainText('Elm Street Clinic')
  await desk.seesSyncStatus(/Synchronised/)
  const phone = await page.context().newPage()
  await phone.goto(await house.codePage())
  await expect(phone.getByText('Elm Street Clinic').first()).toBeVisible()
  await phone.close()
})

test('R10.8 About says the version, and the licence of each package that is shipped', async () => {
  const { page } = desk
  await desk.goToSettings('About')
  await expect(page).toHaveURL(/\/settings\/about$/)
  await expect(page.getByText(/^\d+\.\d+\.\d+$/).first()).toBeVisible()
  await page.getByText('react', { exact: true }).click()
  await expect(page.getByText('Meta Platforms', { exact: false }).first()).toBeVisible()
  await expectAccessible(page)
})
