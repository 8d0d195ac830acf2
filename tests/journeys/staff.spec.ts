import { expect, test, type Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { expectAccessible } from './support/accessible.ts'
import { dayAhead, FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { account, opensAccount } from './support/staffAccount.ts'
import { offered } from './support/undoLine.ts'

/**
 * A Monday (story B): a new practitioner comes, with a one-time code, a password of her own and a second factor; loses that,
 * and leaves with visits to come. Marta keeps the accounts at one station, everybody else signs in at the other.
 */
let house: House
let marta: FrontDesk
let room: FrontDesk

const nora = { name: 'Nora Vance', email: 'nora.vance@harbourstreet.example', password: 'four purple walruses' }

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  marta = await FrontDesk.open(browser, house)
  await marta.signIn(house.admin)
  room = await FrontDesk.open(browser, house, house.secondDeskUrl())
  await marta.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz' })
})

test.afterAll(async () => {
  await marta.close()
  await room.close()
  await house.close()
})

async function opensOwnAccount(page: Page, name: string) {
  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('button', { name }).click()
  await page.getByRole('menuitem', { name: 'Your account' }).click()
  await expect(page.getByRole('heading', { name: 'Your account', level: 1 })).toBeVisible()
}

/** Reads the key off the screen, as whoever types it into an authenticator, and gives back its ten spare codes. */
async function setsUpSecondFactor(page: Page): Promise<{ readonly key: string; readonly spareCodes: string[] }> {
  await page.getByRole('button', { name: 'Set up' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set up a second factor' })
  await dialog.getByRole('textbox', { name: 'Your password' }).fill('not hers')
  await dialog.getByRole('button', { name: 'Next' }).click()
  await expect(dialog.getByText('This is not your present password.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Your password' }).fill(nora.password)
  await dialog.getByRole('button', { name: 'Next' }).click()
  await expect(dialog.getByRole('img', { name: /camera of an authenticator/ })).toBeVisible()
  const key = (await dialog.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).innerText()).replaceAll(' ', '')
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: 'Six digits that it shows now' }).fill('000000')
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await expect(dialog.getByText('This code is wrong, or was used already.', { exact: false })).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Six digits that it shows now' }).fill(codeOf(key))
  await page.keyboard.press('Enter')
  const spare = page.getByRole('dialog', { name: 'Spare codes' })
  await expect(spare.getByRole('listitem')).toHaveCount(10)
  const spareCodes = await spare.getByRole('listitem').allInnerTexts()
  return { key, spareCodes }
}

const codeOf = (key: string) => TOTP.generate({ secret: Secret.fromBase32(key) })

let spareCodes: string[] = []

test('R10.3 a new practitioner is added, and chooses a password of her own with a one-time code', async () => {
  const { page } = marta
  await marta.goToSettings('Staff')
  await page.getByRole('button', { name: 'Add person' }).click()
  const form = account(marta, 'New person')
  await form.getByRole('button', { name: 'Add person' }).click()
  await expect(form.getByText('A name is needed.')).toBeVisible()
  await expect(form.getByText('An e-mail address is needed', { exact: false })).toBeVisible()
  await form.getByLabel('Name', { exact: true }).fill(nora.name)
  await form.getByLabel('Called by patients').fill('Dr Vance')
  await form.getByLabel('E-mail').fill('AMIR.LEE@harbourstreet.example')
  await form.getByRole('button', { name: 'Add person' }).click()
  await expect(form.getByText('Amir Lee has this e-mail.')).toBeVisible()
  await expectAccessible(page)
  await form.getByLabel('E-mail').fill(nora.email)
  await form.getByLabel('E-mail').press('Control+Enter')

  const given = page.getByRole('dialog', { name: `One-time code for ${nora.name}` })
  const code = await given.getByText(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){2}$/).innerText()
  await expectAccessible(page)
  await given.getByRole('button', { name: 'Done' }).click()
  await expect(page).toHaveURL(/staff=/)
  await expect(account(marta, nora.name).getByText(/^Has a one-time code until/)).toBeVisible()
  await page.reload()
  await expect(account(marta, nora.name).getByLabel('E-mail')).toHaveValue(nora.email)
  await expect(page.getByText(code)).toHaveCount(0)

  await room.triesToSignIn(nora.email, code.toLowerCase().replaceAll('-', ' '))
  await expect(room.page.getByRole('heading', { name: 'Choose your password' })).toBeVisible()
  await room.page.reload()
  const chosen = room.page.getByRole('textbox', { name: 'New password' })
  await expect(chosen).toBeFocused()
  for (const [typed, said] of [
    ['short', '5 more characters are needed.'],
    ['password123', 'This is one of the first that anybody would guess.'],
    [code, 'This looks like the one-time code.'],
  ] as const) {
    await chosen.fill(typed)
    await room.page.keyboard.press('Enter')
    await expect(room.page.getByText(said, { exact: false })).toBeVisible()
  }
  await expectAccessible(room.page)
  await chosen.fill(nora.password)
  await room.page.keyboard.press('Enter')
  await expect(room.page.getByRole('navigation', { name: 'Front Desk' })).toContainText(nora.name)
  await expect(account(marta, nora.name).getByText(/^Has a password of their own/)).toBeVisible()

  await room.signOut(nora.name)
  await room.triesToSignIn(nora.email, code)
  await expect(room.page.getByText('This one-time code was used.', { exact: false })).toBeVisible()
  await room.signIn(nora)
})

test('R10.3 what is for admins is not in the navigation of others, and says so where its address is opened', async () => {
  const { page } = room
  await room.goTo('Settings')
  const pages = page.getByRole('navigation', { name: 'Pages of Settings' })
  await expect(pages.getByRole('link', { name: 'Services' })).toBeVisible()
  await expect(pages.getByRole('link', { name: 'Staff' })).toHaveCount(0)
  await page.goto(new URL('/settings/staff', page.url()).href)
  await expect(page.getByText('This page is for admins.')).toBeVisible()
  await expect(page.getByText('Your role is Practitioner.', { exact: false })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Back to Today' }).click()
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible()
})

test('R10.3 she sets up a second factor, which is asked for after the password, a spare code in its place too', async () => {
  const { page } = room
  await opensOwnAccount(page, nora.name)
  const made = await setsUpSecondFactor(page)
  spareCodes = made.spareCodes
  const [spare = ''] = spareCodes
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('Spare codes, Harbour Street Clinic')).toBeVisible()
  await expect(page.getByRole('button', { name: 'I have them' })).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  await expectAccessible(page)
  await page.getByRole('button', { name: 'I have them' }).click()
  await expect(page.getByText('10 spare codes are left.', { exact: false })).toBeVisible()

  await room.signOut(nora.name)
  await room.triesToSignIn(nora.email, nora.password)
  const field = page.getByRole('textbox', { name: 'Code of your authenticator' })
  await expect(page.getByText('Without one, an admin helps', { exact: false })).toBeVisible()
  await expect(field).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.type('123456')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This code is wrong, or was used already.', { exact: false })).toBeVisible()
  await expect(field).toBeFocused()
  // As pasting does.
  await page.keyboard.insertText(spare.toLowerCase())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Front Desk' })).toContainText(nora.name)

  await marta.goToSettings('Security')
  const listed = marta.page.getByRole('listitem').filter({ hasText: nora.name })
  await expect(listed.getByText('On', { exact: true })).toBeVisible()
  await expect(marta.page.getByText('Spare code used, 9 left')).toBeVisible()
  await expectAccessible(marta.page)
})

test('R10.3 the second factor that she lost is given anew by an admin, with a reason that stands in the history', async () => {
  const { page } = marta
  const form = await opensAccount(marta, nora.name)
  await form.getByRole('button', { name: 'Second factor lost' }).click()
  const asked = page.getByRole('dialog', { name: /has lost the second factor/ })
  await asked.getByRole('button', { name: 'Stop asking for it' }).click()
  await expect(asked.getByRole('textbox')).toHaveAttribute('aria-invalid', 'true')
  await asked.getByRole('button', { name: 'Telephone lost' }).click()
  await asked.getByRole('button', { name: 'Stop asking for it' }).click()
  await expect(page.getByText(`${nora.name} can set up a second factor anew`)).toBeVisible()
  await expect(form.getByText('No second factor is asked for.', { exact: false })).toBeVisible()

  await room.signOut(nora.name)
  await room.signIn(nora)
  await opensOwnAccount(room.page, nora.name)
  const { spareCodes: newer } = await setsUpSecondFactor(room.page)
  expect(newer).not.toContain(spareCodes[1])
  await room.page.getByRole('button', { name: 'I have them' }).click()

  await marta.goToSettings('Security')
  await expect(page.getByText(`Second factor of ${nora.name} given anew: Telephone lost`)).toBeVisible()
})

test('R10.3 she leaves with two visits to come: they are shown, and stand; her window shows the sign-in, and she opens nothing', async () => {
  const { page } = marta
  await marta.goToSettings('Hours and time off')
  await page.getByRole('link', { name: nora.name }).click()
  const typed = page.getByRole('textbox', { name: 'In words' })
  await typed.fill('Mon-Sun 9-17')
  await typed.press('Control+Enter')
  await expect(page.getByText('Hours saved')).toBeVisible()
  const visit = { patient: 'Ana Ruiz', service: 'Initial assessment', practitioner: nora.name, daysAhead: 9 }
  for (const time of ['9:00', '10:00']) {
    const panel = await marta.fillBooking({ ...visit, time })
    await panel.getByRole('button', { name: 'Save', exact: true }).click()
    await panel.getByRole('button', { name: 'Book all the same' }).click()
    await expect(panel).toBeHidden()
  }

  const form = await opensAccount(marta, nora.name)
  await form.getByRole('button', { name: 'Deactivate' }).click()
  const asked = page.getByRole('dialog', { name: `Deactivate ${nora.name}?` })
  await expect(asked.getByText('These 2 visits are still to come.', { exact: false })).toBeVisible()
  for (const time of ['09:00', '10:00']) {
    await expect(asked.getByRole('link', { name: new RegExp(`Ana Ruiz .*${time}, Initial assessment`) })).toBeVisible()
  }
  await expectAccessible(page)
  // What is moved from here is moved, and deactivates nobody.
  await asked.getByRole('button', { name: /^Move Ana Ruiz, .*10:00/ }).press('Enter')
  const moved = page.getByRole('form', { name: 'Move Ana Ruiz' })
  await moved.getByRole('textbox', { name: 'Time' }).fill('12:00')
  await moved.getByRole('textbox', { name: 'Time' }).press('Control+Enter')
  await expect(moved.getByRole('button', { name: 'Move all the same' })).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(moved).toBeHidden()
  await expect(asked.getByRole('link', { name: /Ana Ruiz .*12:00, Initial assessment/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(form.getByRole('button', { name: 'Deactivate' })).toBeFocused()
  await page.keyboard.press('Enter')
  await asked.getByRole('button', { name: 'Deactivate and leave them' }).click()
  await expect(room.page.getByRole('button', { name: 'Sign in' })).toBeVisible({ timeout: 1000 })
  await expect(room.page.getByText('Signed out. Sign in to go on.')).toBeVisible()
  await offered(page, /is deactivated and signed out/)
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect(form.getByRole('button', { name: 'Deactivate' })).toBeVisible()
  await form.getByRole('button', { name: 'Deactivate' }).click()
  await asked.getByRole('button', { name: 'Deactivate and leave them' }).click()
  await expect(form.getByText('2 visits to come stand', { exact: false })).toBeVisible()
  await room.triesToSignIn(nora.email, nora.password)
  await expect(room.page.getByText('The e-mail or the password is not right.')).toBeVisible()

  await marta.goTo('Calendar')
  const day = dayAhead(visit.daysAhead)
  const panel = await marta.fillBooking({ ...visit, practitioner: 'Lena Park', time: '11:00' })
  await panel.getByRole('combobox', { name: 'Practitioner' }).click()
  await expect(page.getByRole('option', { name: 'Amir Lee' })).toBeVisible()
  await expect(page.getByRole('option', { name: nora.name })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(panel.getByRole('textbox', { name: 'Day' })).toHaveValue(day)
  await marta.discardBooking()
  await expect(page.getByText('2 visits, not here')).toBeVisible()
  await page.getByRole('button', { name: new RegExp(`^Ana Ruiz 9:00.*${nora.name}`) }).click()
  await page.keyboard.press('m')
  const moving = page.getByRole('form', { name: 'Move Ana Ruiz' })
  await expect(moving.getByText('Whoever had this visit is not here any more.', { exact: false })).toBeVisible()
  await moving.getByRole('combobox', { name: 'Practitioner' }).click()
  await page.getByRole('option', { name: 'Lena Park' }).click()
  await moving.getByRole('button', { name: /^Move/ }).click()
  await expect(page.getByText('1 visit, not here')).toBeVisible()

  const chart = await marta.openWorkspace('Ana Ruiz')
  await chart.tab('Appointments')
  await expect(chart.page.getByText(nora.name)).toBeVisible()
  await chart.close()
})
