import { expect, type Locator, type Page } from '@playwright/test'
import { Phone } from './phone.ts'
import type { Browser } from '@playwright/test'

export type Booker = {
  readonly givenName: string
  readonly familyName: string
  readonly born: { readonly day: string; readonly month: string; readonly year: string }
  readonly phone: string
  readonly email: string
  readonly password: string
}

/** A telephone in the middle of booking. */
export class BookingPhone {
  readonly phone: Phone
  readonly page: Page

  constructor(phone: Phone) {
    this.phone = phone
    this.page = phone.page
  }

  static async at(browser: Browser, address: string): Promise<BookingPhone> {
    const at = new BookingPhone(await Phone.open(browser))
    await at.page.goto(address)
    await expect(at.phone.heading('Book a visit')).toBeVisible()
    return at
  }

  times(): Locator {
    return this.page.getByRole('button', { name: /^\d\d:\d\d/ })
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name })
  }

  async choosesService(name: string): Promise<void> {
    await this.page.getByRole('radio', { name }).click()
    await expect(this.page.getByRole('radio', { name: /^Anyone/ })).toBeChecked()
  }

  async seesTimes(): Promise<void> {
    await this.button('See free times').click()
    await expect(this.times().first()).toBeVisible()
  }

  /** A day far enough ahead to be changed online. */
  async looksAheadAWeek(): Promise<void> {
    await this.button('Later').click()
    await expect(this.page).toHaveURL(/on=/)
    await expect(this.times().first()).toBeVisible()
  }

  /** @returns the time as the button says it */
  async choosesTime(at: number): Promise<string> {
    const time = this.times().nth(at)
    const text = (await time.textContent()) ?? ''
    await time.click()
    return text.slice(0, 5)
  }

  async holds(): Promise<void> {
    await this.button(/^Hold /).click()
    await expect(this.phone.heading(/^Held for you until/)).toBeVisible()
  }

  /** Typed from field to field, as with the keyboard's own key for the next. */
  async types(who: Booker, how: 'newLogin' | 'withoutLogin' = 'newLogin'): Promise<void> {
    await this.page.getByLabel('Given name').focus()
    const { givenName, familyName, born, phone, email, password } = who
    const login = how === 'newLogin' ? [email, password] : []
    for (const text of [givenName, familyName, born.day, born.month, born.year, phone, ...login]) {
      await this.page.keyboard.insertText(text)
      await this.page.keyboard.press('Tab')
    }
  }

  async books(): Promise<void> {
    await this.button(/^Book \w/).click()
    await expect(this.phone.heading(/^(Booked|Asked for)$/)).toBeVisible()
  }

  async close(): Promise<void> {
    await this.phone.close()
  }
}

export function booker(givenName: string): Booker {
  return {
    givenName,
    familyName: 'Benali',
    born: { day: '14', month: '7', year: '1991' },
    phone: '604 555 0192',
    email: `${givenName.toLowerCase()}.benali@example.com`,
    password: 'thistle-anchor-plum-8',
  }
}
