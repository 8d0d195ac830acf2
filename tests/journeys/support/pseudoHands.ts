import { expect, type Browser, type Locator, type Page } from '@playwright/test'
import { PatientId } from '../../../src/shared/domain/ids.ts'
import { pseudoText } from '../../../src/shared/language/pseudo.ts'
import { clinicTexts } from './clinicTexts.ts'
import type { HeldWire } from './heldWire.ts'
import type { House } from './house.ts'
import { lookAt, openPseudoDesk } from './pseudoDesk.ts'

/** Whoever goes through the desk in the pseudo-language: finds things by their English words, and looks at each screen. */
export class PseudoHands {
  readonly page: Page
  readonly #house: House
  #texts: readonly string[]

  private constructor(house: House, page: Page, texts: readonly string[]) {
    this.#house = house
    this.page = page
    this.#texts = texts
  }

  /** At the first station. @param wire to hold what the core says */
  static async open(browser: Browser, house: House, wire?: HeldWire): Promise<PseudoHands> {
    const texts = await clinicTexts(house)
    return new PseudoHands(house, await openPseudoDesk(browser, house.deskUrl(), wire), texts)
  }

  /** What stands on screen from now on and is in no catalogue. */
  knows(...texts: readonly string[]): void {
    this.#texts = [...this.#texts, ...texts]
  }

  look(name: string, where = this.page): Promise<void> {
    return lookAt(where, name, this.#texts)
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name: pseudoText(name), exact: true }).first()
  }

  dialog(): Locator {
    return this.page.getByRole('dialog').last()
  }

  /** The panel in which a visit is booked. */
  booking(): Locator {
    return this.page.locator('[aria-labelledby=booking-title]')
  }

  async closes(): Promise<void> {
    await this.page.keyboard.press('Escape')
    await expect(this.page.getByRole('dialog')).toHaveCount(0)
  }

  /** By the navigation. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(new URL('/', this.#house.deskUrl()).href)
    await this.page.getByRole('navigation').locator(`a[href="${path}"]`).click()
    await expect(this.page).toHaveURL((url) => url.pathname === path)
  }

  async goToSettings(name: string): Promise<void> {
    await this.page.goto(new URL(`/settings/${name}`, this.#house.deskUrl()).href)
    await expect(this.page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeVisible()
  }

  /** In the Patient Workspace. */
  async openTab(patientId: string, tab: string): Promise<void> {
    await this.page.goto(new URL(`/workspace/${patientId}`, this.#house.deskUrl()).href)
    await this.page.getByRole('tab', { name: pseudoText(tab) }).click()
  }

  async patientId(familyName: string): Promise<PatientId> {
    const { db } = this.#house.core().context
    const row = await db
      .selectFrom('patient')
      .select('id')
      .where('family_name', '=', familyName)
      .executeTakeFirstOrThrow()
    return PatientId.parse(row.id)
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }
}
