import { expect, type Locator } from '@playwright/test'
import type { FrontDesk } from './frontDesk.ts'
import type { House } from './house.ts'

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

/** The link of the offer that was mailed to them: what the e-mail says besides is nothing medical, and no invitation. */
export async function offerLinkTo(house: House, email: string): Promise<string> {
  const { text, subject, calendar } = await house.smtp.nextTo(email)
  expect(subject).toContain('A time has become free')
  expect(text).not.toContain('Massage')
  expect(calendar).toBe('')
  const link = /https?:\/\/\S+\/offer#[0-9a-z]+/.exec(text)?.[0]
  if (!link) throw new Error('The e-mail has no link')
  return link
}
