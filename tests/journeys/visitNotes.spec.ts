import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { whereCanariesStand } from './support/canaries.ts'
import { inGrid } from './support/dayBlocks.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { offered, undoes } from './support/undoLine.ts'

/** What the desk notes of a visit for itself, and where it is read. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  house.setMorning()
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz', phone: '604 555 0171' })
  await desk.book({
    ...{ patient: 'Ana Ruiz', service: 'Physiotherapy', practitioner: 'Lena Park' },
    ...{ time: '9:00', daysAhead: 0 },
  })
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const notes = () => desk.page.getByRole('dialog', { name: 'Notes on the visit of Ana Ruiz' })

test('R6.2, R10.4 a reason, an alert and a note are typed by keyboard from the calendar, and read in the panel, the block and its card', async () => {
  const { page } = desk
  await inGrid(page, 'Ana Ruiz').click()
  await page.keyboard.press('e')
  await expect(notes()).toBeVisible()
  await expectAccessible(page)
  await expect(notes().getByLabel('Reason for the visit')).toBeFocused()
  await page.keyboard.type('Sore hip on stairs')
  await notes().getByLabel('Reception alert').fill('Ask for the new address')
  await notes().getByLabel('Note', { exact: true }).fill('Needs the ground floor')
  await page.keyboard.press('Control+Enter')
  await expect(notes()).toBeHidden()
  await expect(offered(page, /Notes on the visit of Ana Ruiz saved/)).toBeVisible()

  const panel = page.getByRole('complementary', { name: 'Appointment' })
  await expect(panel).toContainText('Needs the ground floor')
  await expect(panel).toContainText('Ask for the new address')
  await expect(inGrid(page, 'Ana Ruiz')).toContainText('Physiotherapy: Sore hip on stairs')
  await expect(inGrid(page, 'Ana Ruiz')).toContainText('Ask for the new address')
  await inGrid(page, 'Ana Ruiz').hover()
  await expect(page.getByRole('tooltip')).toContainText('Reason Sore hip on stairs')
  await expect(page.getByRole('tooltip')).toContainText('Note Needs the ground floor')
})

test('R10.4 half-typed notes ask before they are left, and what was saved is taken back by Undo', async () => {
  const { page } = desk
  await desk.goTo('Today')
  const row = page.getByRole('listitem').filter({ hasText: 'Ana Ruiz' })
  await row.getByRole('button', { name: 'Ana Ruiz', exact: true }).focus()
  await page.keyboard.press('e')
  await notes().getByLabel('Note', { exact: true }).fill('Something else')
  await notes().getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await notes().getByRole('button', { name: 'Save' }).click()
  await expect(row.getByRole('img', { name: 'Note: Something else' })).toBeVisible()
  await undoes(page, /Notes on the visit of Ana Ruiz saved/)
  await expect(row.getByRole('img', { name: 'Note: Needs the ground floor' })).toBeVisible()
})

test('R10.1 Today shows what for and the alert, and says the alert when the patient has arrived', async () => {
  const { page } = desk
  const row = page.getByRole('listitem').filter({ hasText: 'Ana Ruiz' })
  await expect(row).toContainText('Physiotherapy: Sore hip on stairs')
  await expect(row).toContainText('Ask for the new address')
  await expectAccessible(page)
  await row.getByRole('button', { name: 'Ana Ruiz', exact: true }).focus()
  await page.keyboard.press('a')
  await expect(offered(page, /Ana Ruiz: Arrived\. Ask for the new address/)).toBeVisible()
})

test('R11.1 nothing of the notes is at the endpoint, whatever is synchronised', async () => {
  await house.core().sync.now()
  const words = ['Sore hip', 'new address', 'ground floor']
  expect(await whereCanariesStand(house.endpointFiles(), words)).toEqual([])
  for (const word of words) expect(house.logLines().join('\n')).not.toContain(word)
})
