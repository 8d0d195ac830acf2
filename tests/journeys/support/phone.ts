import { expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test'

/** A patient's telephone: a fresh browser of 360 pixels, with nothing remembered. */
export class Phone {
  readonly page: Page
  readonly #context: BrowserContext

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context
    this.page = page
  }

  /** @param settings a language other than the person's usual one: `{ locale: 'en-XA' }` */
  static async open(browser: Browser, settings: { readonly locale?: string } = {}): Promise<Phone> {
    const small = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
    const context = await browser.newContext({ ...small, ...settings })
    return new Phone(context, await context.newPage())
  }

  async close(): Promise<void> {
    await this.#context.close()
  }

  async goto(link: string): Promise<void> {
    await this.page.goto(link)
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name })
  }

  /** Which of these headings the page comes to. */
  async firstOf(headings: readonly string[]): Promise<string> {
    const any = this.page.getByRole('heading').filter({ hasText: new RegExp(headings.join('|')) })
    await expect(any.first()).toBeVisible()
    return (await any.first().textContent()) ?? ''
  }

  async choosePassword(password: string, button: string): Promise<void> {
    await this.page.getByLabel('Choose a password').fill(password)
    await this.page.getByRole('button', { name: button }).click()
  }

  /** On an invitation's page, by somebody who has a login. */
  async signInAtInvitation(email: string, password: string): Promise<void> {
    await this.page.getByRole('button', { name: 'I already have a login: sign in' }).click()
    await this.triesToSignIn(email, password)
  }

  async signInFromDeadLink(email: string, password: string): Promise<void> {
    await this.page
      .getByRole('link', { name: 'Sign in' })
      .or(this.page.getByRole('button', { name: 'Sign in' }))
      .click()
    await this.triesToSignIn(email, password)
  }

  async triesToSignIn(email: string, password: string): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email)
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: /^(Sign in|Open my records|Go to my forms)$/ }).click()
  }

  async entersCode(code: string, born: { day: string; month: string; year: string }): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Code' }).fill(code)
    await this.page.getByLabel('Day', { exact: true }).fill(born.day)
    await this.page.getByLabel('Month', { exact: true }).fill(born.month)
    await this.page.getByLabel('Year', { exact: true }).fill(born.year)
    await this.page.getByRole('button', { name: 'Go on' }).click()
  }

  async seesVisit(service: string): Promise<void> {
    await expect(this.heading(/Your next visits?/)).toBeVisible()
    await expect(this.page.getByText(service)).toBeVisible()
  }

  async doesNotSeeVisit(service: string): Promise<void> {
    await expect(this.heading(/thing.? to do/)).toBeVisible()
    await expect(this.page.getByText(service)).toHaveCount(0)
  }

  async readsPlan(title: string, text: string): Promise<void> {
    await this.page.getByRole('button', { name: title }).click()
    await expect(this.page.getByText(text)).toBeVisible()
    await this.page
      .getByRole('link', { name: 'Back' })
      .or(this.page.getByRole('button', { name: 'Back' }))
      .click()
  }

  /** From the first question, which “Take me to my forms” leads to, to the first page. */
  async leavesFirstQuestion(): Promise<void> {
    await expect(this.page.getByText(/question 1 of \d+/i)).toBeVisible()
    await this.page.getByRole('button', { name: 'Back', exact: true }).click()
  }

  /** Answers every question of a form, free text with `words`, up to the page before it is sent. */
  async answersAll(title: string, words: string): Promise<void> {
    const review = this.heading('Check your answers')
    const question = this.page.getByText(/question \d+ of \d+/i)
    const fromHome = this.page.getByRole('button', { name: title })
    await expect(question.or(review).or(fromHome)).toBeVisible()
    if (await fromHome.isVisible()) await fromHome.click()
    await expect(question.or(review)).toBeVisible()
    while (!(await review.isVisible())) {
      const before = await question.textContent()
      await this.#answer(words)
      await this.page.getByRole('button', { name: /^(Next|Check my answers)$/ }).click()
      await expect(question.filter({ hasText: before ?? '' }).and(question)).toHaveCount(0)
    }
  }

  async fillIn(title: string, words: string): Promise<void> {
    await this.answersAll(title, words)
    await this.page.getByRole('button', { name: 'Send to the clinic' }).click()
    await expect(this.heading('Thank you')).toBeVisible()
    await this.page.getByRole('button', { name: 'Go to the first page' }).click()
  }

  async #answer(words: string): Promise<void> {
    const choices = this.page.getByRole('radio').or(this.page.getByRole('checkbox'))
    if ((await choices.count()) > 0) return void (await choices.first().check({ force: true }))
    const day = this.page.getByLabel('Day', { exact: true })
    if ((await day.count()) === 0) return void (await this.page.getByRole('textbox').first().fill(words))
    await day.fill('5')
    await this.page.getByLabel('Month', { exact: true }).fill('9')
    await this.page.getByLabel('Year', { exact: true }).fill('2026')
  }

  async asksForFullAccess(): Promise<void> {
    await this.page.getByRole('button', { name: 'Ask the clinic for full access' }).click()
    await expect(this.page.getByText(/The clinic was asked/)).toBeVisible()
  }
}
