import { expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test'
import type { HeldWire } from './heldWire.ts'
import type { House } from './house.ts'
import { Workspace } from './workspace.ts'

export type NewPatient = {
  readonly givenName: string
  readonly familyName: string
  readonly fullName: string
  readonly birthOn?: string
  readonly phone?: string
  readonly email?: string
}

export type Booking = {
  readonly patient: string
  readonly practitioner: string
  readonly service: string
  readonly time: string
  readonly daysAhead: number
  readonly form?: string
  readonly send?: boolean
}

/** The receptionist's window. Everything is done as a person does it: by what stands on the screen. */
export class FrontDesk {
  page: Page
  readonly #context: BrowserContext

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context
    this.page = page
  }

  /** @param at the station's address; the first one's where none is named @param wire to hold what the core says */
  static async open(browser: Browser, house: House, at = house.deskUrl(), wire?: HeldWire): Promise<FrontDesk> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await wire?.lay(context)
    const page = await context.newPage()
    await page.goto(at)
    return new FrontDesk(context, page)
  }

  /** With every window that it opened. */
  async close(): Promise<void> {
    await this.#context.close()
  }

  /** The desk was started again: another run, another token. */
  async reopen(house: House): Promise<void> {
    await this.page.close()
    this.page = await this.#context.newPage()
    await this.page.goto(house.deskUrl())
  }

  async triesToSignIn(email: string, password: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'E-mail' }).fill(email)
    await this.page.getByRole('textbox', { name: 'Password' }).fill(password)
    await this.page.getByRole('button', { name: 'Sign in' }).click()
  }

  async signIn(person: { readonly email: string; readonly password: string }): Promise<void> {
    await this.triesToSignIn(person.email, person.password)
    await expect(this.page.getByRole('navigation', { name: 'Front Desk' })).toBeVisible()
    // The navigation stands first: whoever looks at once would see a page without its heading.
    await expect(this.page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  }

  async signOut(name = 'Marta Silva'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Front Desk' }).getByRole('button', { name }).click()
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(this.page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  }

  async goTo(name: 'Today' | 'Calendar' | 'Patients' | 'Smart Forms' | 'Inbox' | 'Outbox' | 'Settings'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name }).click()
    await expect(this.page.getByRole('heading', { name, level: 1 })).toBeVisible()
  }

  /** What was asked for has come: no skeleton is left. */
  async hasSettled(): Promise<void> {
    await expect(this.page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
  }

  /** A page of Settings, by its navigation. */
  async goToSettings(page: string): Promise<void> {
    await this.goTo('Settings')
    const pages = this.page.getByRole('navigation', { name: 'Pages of Settings' })
    await pages.getByRole('link', { name: page }).click()
    await expect(pages.getByRole('link', { name: page })).toHaveAttribute('aria-current', 'page')
  }

  async setUndoSeconds(seconds: number): Promise<void> {
    await this.goToSettings('E-mail')
    await this.page.getByLabel('Seconds to undo an e-mail').fill(String(seconds))
    await this.page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(this.page.getByText('Saved').first()).toBeVisible()
  }

  async addPatient(person: NewPatient): Promise<void> {
    await this.goTo('Patients')
    await this.page.getByRole('button', { name: 'Add patient' }).first().click()
    const form = this.page.getByRole('dialog')
    await form.getByLabel('Given name').fill(person.givenName)
    await form.getByLabel('Family name').fill(person.familyName)
    if (person.birthOn) await form.getByLabel('Date of birth').fill(person.birthOn)
    if (person.phone) await form.getByLabel('Telephone').fill(person.phone)
    if (person.email) await form.getByLabel('E-mail').fill(person.email)
    await form.getByRole('button', { name: 'Add patient' }).click()
    await expect(form).toBeHidden()
  }

  /** Searches in Patients, which begins a breath after the last key: until then its rows are those of the search before. */
  async search(text: string): Promise<void> {
    await this.goTo('Patients')
    const field = this.page.getByLabel('Search patients')
    await field.fill(text)
    // No more of it than the field takes.
    const taken = await field.inputValue()
    await expect(this.page).toHaveURL(({ searchParams }) => searchParams.get('q') === taken)
  }

  async openWorkspace(fullName: string): Promise<Workspace> {
    await this.search(fullName)
    const row = this.page.getByRole('row').filter({ hasText: fullName }).first()
    await expect(row).toBeVisible()
    const [page] = await Promise.all([this.#context.waitForEvent('page'), row.click()])
    await expect(page.getByRole('heading', { name: fullName, level: 1 })).toBeVisible()
    return new Workspace(page)
  }

  async fillBooking(booking: Booking): Promise<Locator> {
    await this.goTo('Calendar')
    await this.page.keyboard.press('n')
    const panel = this.page.getByRole('complementary', { name: 'New appointment' })
    await panel.getByRole('textbox', { name: 'Patient' }).fill(booking.patient)
    await panel.getByRole('option', { name: booking.patient }).filter({ hasNotText: 'New patient' }).first().click()
    await this.#choose(panel.getByRole('combobox', { name: 'Service' }), booking.service)
    await this.#choose(panel.getByRole('combobox', { name: 'Practitioner' }), booking.practitioner)
    await panel.getByRole('textbox', { name: 'Day' }).fill(dayAhead(booking.daysAhead))
    await panel.getByRole('textbox', { name: 'Time' }).fill(booking.time)
    if (booking.form && (await panel.getByText(booking.form).count()) === 0) {
      await panel.getByRole('button', { name: 'Add' }).click()
      await this.page.getByRole('menuitem', { name: booking.form }).click()
    }
    return panel
  }

  async book(booking: Booking): Promise<void> {
    const panel = await this.fillBooking(booking)
    await panel.getByRole('button', { name: booking.send ? 'Save and Send' : 'Save', exact: !booking.send }).click()
    await expect(panel).toBeHidden()
  }

  /** A booking in which something was typed is left, and what was typed with it. */
  async discardBooking(): Promise<void> {
    const panel = this.page.getByRole('complementary', { name: 'New appointment' })
    await panel.getByRole('button', { name: 'Cancel' }).click()
    await this.page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
    await expect(panel).toBeHidden()
  }

  async #choose(field: Locator, name: string): Promise<void> {
    await field.click()
    await this.page.getByRole('option', { name }).click()
  }

  async seesInInbox(title: string, fullName: string): Promise<void> {
    await this.goTo('Inbox')
    await expect(this.page.getByRole('main').getByRole('listitem').getByText(title).first()).toBeVisible()
    await expect(this.page.getByRole('main').getByRole('listitem').getByText(fullName).first()).toBeVisible()
  }

  /** The list, what was pressed in its place, and the way back. */
  async readsInboxOnANarrowScreen(title: string): Promise<void> {
    await this.page.setViewportSize({ width: 360, height: 740 })
    const item = this.page.getByRole('main').getByRole('listitem').getByText(title).first()
    const reading = this.page.getByRole('article')
    await expect(reading).toBeHidden()
    await item.click()
    await expect(reading).toBeVisible()
    await expect(item).toBeHidden()
    await this.page.getByRole('button', { name: 'Back to the list' }).click()
    await expect(item).toBeVisible()
    await this.page.setViewportSize({ width: 1440, height: 900 })
  }

  async fileInChart(title: string): Promise<void> {
    await this.goTo('Inbox')
    await this.page.getByRole('main').getByRole('listitem').getByText(title).first().click()
    await this.page.getByRole('button', { name: 'File in chart' }).click()
    await expect(this.page.getByText('Filed in the chart.')).toBeVisible()
  }

  async seesSyncStatus(words: RegExp): Promise<void> {
    await expect(
      this.page.getByRole('navigation', { name: 'Front Desk' }).locator('..').getByText(words).first(),
    ).toBeVisible()
  }

  async synchronise(): Promise<void> {
    await this.page
      .getByRole('button', { name: /Synchronised|Offline|wait/ })
      .first()
      .click()
    await this.page.getByRole('button', { name: 'Synchronise now' }).click()
  }
}

/**
 * As a person types it; the clinic's zone decides which day is today. On a weekend after tomorrow the demo's clinic is
 * closed: two days later then.
 */
export function dayAhead(days: number): string {
  const inDays = (count: number) => new Date(Date.now() + count * 86_400_000)
  const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Vancouver', weekday: 'short' })
  const isClosed = days > 1 && weekday.format(inDays(days)).startsWith('S')
  const at = inDays(isClosed ? days + 2 : days)
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/Vancouver',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(at)
}
