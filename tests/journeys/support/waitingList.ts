import { expect, type Browser, type Locator } from '@playwright/test'
import { BookingPhone } from './bookingPhone.ts'
import type { FrontDesk } from './frontDesk.ts'
import type { House } from './house.ts'
import { pageToBook } from './onlineSale.ts'

export function waitingPanel({ page }: FrontDesk): Locator {
  return page.getByRole('complementary', { name: 'Waiting list' })
}

/** By keyboard, where the calendar is on screen. @param choose what else they wish */
export async function addToWaitingList(
  desk: FrontDesk,
  name: string,
  service: string,
  choose: (form: Locator) => Promise<void> = async () => {},
): Promise<void> {
  await desk.goTo('Calendar')
  const waiting = waitingPanel(desk)
  if (!(await waiting.isVisible())) await desk.page.keyboard.press('w')
  await waiting.getByRole('button', { name: 'Add', exact: true }).click()
  const form = desk.page.getByRole('dialog', { name: 'Add to the waiting list' })
  await form.getByRole('combobox', { name: 'Patient' }).fill(name)
  await form.getByRole('option', { name }).first().click()
  await form.getByRole('combobox', { name: 'Service' }).fill(service)
  await form.getByRole('option', { name: service }).click()
  await choose(form)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()
}

/**
 * The link of the offer that was mailed to them: what the e-mail says besides is nothing medical, and no invitation.
 * @param says what else stands in it
 */
export async function offerLinkTo(house: House, email: string, says = /kept for you/): Promise<string> {
  const { text, subject, calendar } = await house.smtp.nextTo(email)
  expect(subject).toContain('A time has become free')
  expect(text).not.toContain('Massage')
  expect(text.replaceAll(/\s+/g, ' ')).toMatch(says)
  expect(calendar).toBe('')
  const link = /https?:\/\/\S+\/offer#[0-9a-z-]+/.exec(text)?.[0]
  if (!link) throw new Error('The e-mail has no link')
  return link
}

/** A time of a later week that is free, as the clinic's page says it. */
export async function freeTime(house: House, browser: Browser) {
  const at = await BookingPhone.at(browser, await pageToBook(house, 'Massage 60'))
  await at.seesTimes()
  await at.looksAheadAWeek()
  const time = await at.choosesTime(0)
  const on = new URL(at.page.url()).searchParams.get('on') ?? ''
  await at.close()
  return { on, time }
}

/** Maya has that time, and the receptionist takes her visit out again. */
export async function freesTime(desk: FrontDesk, { on, time }: { readonly on: string; readonly time: string }) {
  const panel = await desk.fillBooking({
    ...{ patient: 'Maya Lindqvist', service: 'Massage 60', practitioner: 'Rosa Díaz', daysAhead: 7, time, send: false },
  })
  await panel.getByRole('textbox', { name: 'Day' }).fill(on)
  await panel.getByRole('textbox', { name: 'Time' }).fill(time)
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(panel).toBeHidden()
  await desk.page
    .getByRole('button', { name: /Maya Lindqvist/ })
    .first()
    .click()
  const visit = desk.page.getByRole('complementary', { name: 'Appointment', exact: true })
  await visit.getByRole('button', { name: 'Cancel appointment' }).click()
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Cancel appointment' }).click()
  await expect(desk.page.getByRole('dialog')).toBeHidden()
  await visit.getByRole('button', { name: 'Close' }).click()
}
