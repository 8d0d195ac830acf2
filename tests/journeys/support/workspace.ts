import { expect, type Page } from '@playwright/test'

/** The Patient Workspace window of one patient. */
export class Workspace {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async close(): Promise<void> {
    await this.page.close()
  }

  async tab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name }).click()
  }

  async publishPlan(title: string, text: string): Promise<void> {
    await this.tab('Treatment Plans')
    await this.page.getByRole('button', { name: 'New plan' }).first().click()
    await this.page.getByLabel('Title').fill(title)
    await this.page.getByLabel('Text of the plan').fill(text)
    await this.page.getByRole('button', { name: 'Publish' }).click()
    await expect(this.page.getByText('Version 1 published')).toBeVisible()
  }

  async requestAccessCode(): Promise<void> {
    await this.tab('Medical Access Code')
    await this.page.getByRole('button', { name: 'Request Access Code' }).click()
    await expect(this.page.getByText('Read aloud or print.', { exact: false })).toBeVisible()
  }

  /** For a patient without a birth date there is a link and no code. */
  async requestAccessLinkWithoutCode(): Promise<void> {
    await this.tab('Medical Access Code')
    await this.page.getByRole('button', { name: 'Request Access Code' }).click()
    await expect(this.page.getByRole('button', { name: 'Send Access Link' })).toBeVisible()
  }

  /** The code that stands on the screen, `ABCD-EFGH`. */
  async code(): Promise<string> {
    return (
      (await this.page
        .getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
        .first()
        .textContent()) ?? ''
    )
  }

  async sendAccessLink(email: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Send Access Link' }).first().click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('E-mail address').fill(email)
    await dialog.getByRole('button', { name: 'Send Access Link' }).click()
    await expect(dialog).toBeHidden()
  }

  async doubleClicksSend(email: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Send Access Link' }).first().click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('E-mail address').fill(email)
    await dialog.getByRole('button', { name: 'Send Access Link' }).dblclick()
    await expect(dialog).toBeHidden()
  }

  async replaceAccessCode(): Promise<void> {
    await this.tab('Medical Access Code')
    const before = await this.code()
    await this.page.getByRole('button', { name: 'Request Access Code' }).click()
    const asked = this.page.getByRole('dialog').filter({ hasText: 'The earlier Access Link' })
    await asked.getByRole('button', { name: 'Request Access Code' }).click()
    await expect(asked).toBeHidden()
    await expect(this.page.getByText(before, { exact: true })).toHaveCount(0)
  }

  async revokeInvitation(reason: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Revoke', exact: true }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill(reason)
    await dialog.getByRole('button', { name: 'Revoke', exact: true }).click()
    await expect(dialog).toBeHidden()
  }

  async correctsAddress(email: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Correct the address and send again' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('E-mail address').fill(email)
    await dialog.getByRole('button', { name: /Send Access Link/ }).click()
    await expect(dialog).toBeHidden()
  }

  async seesRedeemedBy(email: string): Promise<void> {
    await this.tab('Medical Access Code')
    await expect(this.page.getByText(new RegExp(`Redeemed by ${email}`)).first()).toBeVisible()
  }

  async seesHolder(email: string, level: 'Full' | 'Limited'): Promise<void> {
    await this.tab('Medical Access Code')
    const holder = this.page.getByRole('listitem').filter({ hasText: email }).filter({ hasText: level })
    await expect(holder.first()).toBeVisible()
  }

  async revokeHolder(email: string, reason: string): Promise<void> {
    await this.tab('Medical Access Code')
    await this.page.getByRole('button', { name: `Change the access of ${email}` }).click()
    await this.page.getByRole('menuitem', { name: 'Revoke access…' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill(reason)
    await dialog.getByRole('button', { name: 'Revoke access' }).click()
    await expect(dialog).toBeHidden()
  }

  /** R10.2: a line of “Health in short” on the first tab, and which form says so. */
  async seesHealth(term: string, answer: string, from: string): Promise<void> {
    await this.tab('Overview')
    const panel = this.page.getByRole('heading', { name: 'Health in short' }).locator('../..')
    await expect(panel).toContainText(from)
    await expect(panel.getByText(term).locator('..')).toContainText(answer)
  }

  async readsSubmission(title: string, answer: string): Promise<void> {
    await this.tab('Smart Forms')
    await this.page
      .getByRole('button', { name: `Show the answers to ${title}` })
      .first()
      .click()
    await expect(this.page.getByText(answer).first()).toBeVisible()
  }
}
