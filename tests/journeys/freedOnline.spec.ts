import { expect, test, type Browser } from '@playwright/test'
import { booker, BookingPhone, type Booker } from './support/bookingPhone.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { openSellingDesk, pageToBook } from './support/onlineSale.ts'
import { Phone } from './support/phone.ts'
import { addToWaitingList, offerLinkTo, waitingPanel } from './support/waitingList.ts'

/** C: a patient cancels online, and the first on the waiting list who says yes has the time (R6.2, R6.3). */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openSellingDesk(browser, testInfo, [
    ['Ines', 'Castellane'],
    ['Reza', 'Ahmadi'],
  ]))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const waiting = () => waitingPanel(desk)

async function booksMassage(browser: Browser, who: Booker): Promise<BookingPhone> {
  const at = await BookingPhone.at(browser, await pageToBook(house, 'Massage 60'))
  await at.seesTimes()
  await at.looksAheadAWeek()
  await at.choosesTime(0)
  await at.holds()
  await at.types(who)
  await at.books()
  await house.smtp.nextTo(who.email)
  await at.button('Go to my visits').click()
  await at.button(/Massage 60/).click()
  return at
}

async function cancelsOnline({ page }: BookingPhone, who: Booker): Promise<void> {
  await page.getByRole('button', { name: 'Cancel the visit' }).click()
  await page.getByLabel('Why?').fill('A cold')
  await page.getByRole('button', { name: 'Cancel the visit' }).click()
  await expect(page.getByText('Cancelled. An e-mail says so too.')).toBeVisible()
  expect((await house.smtp.nextTo(who.email)).calendar).toContain('METHOD:CANCEL')
}

test('R6.2, R6.3 a visit that its patient cancels online goes to the first on the waiting list who says yes', async ({
  browser,
}) => {
  await addToWaitingList(desk, 'Ines Castellane', 'Massage 60')
  const sam = booker('Sam')
  const samsPhone = await booksMassage(browser, sam)

  await cancelsOnline(samsPhone, sam)

  const freed = waiting().getByRole('region')
  await expect(freed.getByRole('listitem')).toHaveText([/Ines Castellane/])
  await desk.page.keyboard.press('o')
  const ines = await Phone.open(browser)
  await ines.goto(await offerLinkTo(house, 'ines@example.test'))
  await ines.page.getByRole('button', { name: 'Take this time' }).click()
  await expect(ines.heading('The time is yours')).toBeVisible()

  const confirmation = await house.smtp.nextTo('ines@example.test')
  expect(confirmation.calendar).toContain('METHOD:REQUEST')
  await expect(waiting().getByText('taken')).toBeVisible()
  await expect(freed).toHaveCount(0)
  for (const phone of [samsPhone, ines]) await phone.close()
})

test('R6.2, R6.3, R10.5 cancelled online while the desk is off, it leads the list in the morning; a yes at night is a visit in the morning', async ({
  browser,
}) => {
  await addToWaitingList(desk, 'Reza Ahmadi', 'Massage 60')
  const kim = booker('Kim')
  const kimsPhone = await booksMassage(browser, kim)
  await house.stopDesk()
  await cancelsOnline(kimsPhone, kim)
  await house.startDesk()
  await desk.reopen(house)
  await desk.signIn(house.admin)
  await desk.goTo('Calendar')

  await expect(waiting().getByRole('region').getByRole('listitem')).toHaveText([/Reza Ahmadi/])
  await desk.page.keyboard.press('o')
  await expect(waiting().getByText(/^until \d\d:\d\d/)).toBeVisible()
  const link = await offerLinkTo(house, 'reza@example.test')
  await house.stopDesk()
  const reza = await Phone.open(browser)
  await reza.goto(link)
  await reza.page.getByRole('button', { name: 'Take this time' }).click()
  await expect(reza.heading('The time is yours')).toBeVisible()

  await house.startDesk()
  await desk.reopen(house)
  await desk.signIn(house.admin)
  await desk.seesInInbox('Waiting list', 'Reza Ahmadi')
  expect((await house.smtp.nextTo('reza@example.test')).calendar).toContain('METHOD:REQUEST')
  for (const phone of [kimsPhone, reza]) await phone.close()
})
