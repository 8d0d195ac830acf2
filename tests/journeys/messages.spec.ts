import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { linkIn } from './support/links.ts'
import { ben } from './support/people.ts'
import { Phone } from './support/phone.ts'

/** A letter both ways (R8.5), by somebody whom no answer reaches until they are given full access. */
test.describe.configure({ mode: 'serial' })

let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const SUBJECT = 'Bloedonderzoek Quarkwater'
const QUESTION = 'هل يمكن أن ينتظر فحص الدم؟ <b>Zwerfkei</b>\nوشكرا'
const ANSWER = 'It can wait until Wednesday, Vuursteen.'
const LONG = 'ø'.repeat(10_000)

test('R8.5, R3.2, R9.2 a message comes and is answered; the answer is seen once there is full access', async ({
  browser,
}) => {
  await desk.signIn(house.admin)
  await desk.setUndoSeconds(0)
  await desk.addPatient(ben)
  const visit = { patient: ben.fullName, practitioner: 'Lena Park', service: 'Physiotherapy', time: '10:00' }
  await desk.book({ ...visit, daysAhead: 1, form: 'New patient intake', send: true })
  const phone = await Phone.open(browser)
  const { page } = phone
  await phone.goto(linkIn((await house.smtp.nextTo(ben.email)).text))
  await phone.choosePassword(ben.password, 'Go to my forms')
  await phone.leavesFirstQuestion()

  await page.getByRole('button', { name: /Messages$/ }).click()
  await expect(page.getByText('Nothing was written yet.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Write to the clinic' }).click()
  await expect(page.getByText(/and no answers/)).toBeVisible()
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('A few words are needed here.')).toBeVisible()
  await page.getByLabel('What is it about?').fill(SUBJECT)
  await page.getByLabel('Your message').fill(`${LONG}x`)
  await expect(page.getByText(/1 characters too many/)).toBeVisible()
  await page.getByLabel('Your message').fill(QUESTION)
  await expectAccessible(page)
  // What is written stays in the tab.
  await page.reload()
  await expect(page.getByLabel('Your message')).toHaveValue(QUESTION)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(phone.heading(SUBJECT)).toBeVisible()
  await expect(page.getByText('Zwerfkei')).toContainText('<b>Zwerfkei</b>')

  await desk.seesInInbox(SUBJECT, ben.fullName)
  await desk.page.getByRole('listitem').getByText(SUBJECT).click()
  await expect(desk.page.getByText('Zwerfkei')).toContainText('<b>Zwerfkei</b>')
  await expect(desk.page.getByText(/has limited access: an answer will not be seen/)).toBeVisible()
  await expectAccessible(desk.page)
  await desk.page.getByRole('textbox', { name: 'Answer' }).fill(ANSWER)
  await desk.page.getByRole('button', { name: 'Send, to be seen later' }).click()
  await expect(desk.page.getByText('Kept in the chart, seen once there is full access')).toBeVisible()
  await expect(desk.page.getByRole('button', { name: 'Messages 0' })).toBeVisible()

  const workspace = await desk.openWorkspace(ben.fullName)
  await workspace.tab('Messages')
  await expect(workspace.page.getByText(ANSWER)).toBeVisible()
  await expectAccessible(workspace.page)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(ben.email)
  await phone.goto(linkIn((await house.smtp.nextTo(ben.email)).text))
  await page.getByRole('button', { name: /^Open/ }).click()
  await page.getByRole('button', { name: /Messages$/ }).click()
  await page.getByRole('button', { name: new RegExp(SUBJECT) }).click()
  await expect(page.getByText(ANSWER)).toBeVisible()
  await expectAccessible(page)

  await page.getByLabel('Your answer').fill(LONG)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('Sent. The clinic answers here.')).toBeVisible()
  await workspace.tab('Messages')
  await expect(workspace.page.getByText(LONG)).toBeVisible()
  await workspace.page.getByRole('textbox', { name: 'Answer' }).fill('Received, Kwartsiet.')
  await workspace.page.getByRole('button', { name: 'Send', exact: true }).click()
  const mail = await house.smtp.nextTo(ben.email)
  expect(`${mail.subject} ${mail.text} ${mail.html}`).not.toMatch(/Kwartsiet|Vuursteen|Quarkwater/)
  await page.goto(/https?:\/\/\S+\/messages/.exec(mail.text)?.[0] ?? '')
  await expect(page.getByRole('button', { name: new RegExp(`${SUBJECT}.*1 new`) })).toBeVisible()
  await phone.close()
  await workspace.close()
})

test('R8.1 a plan is written with a toolbar, and the portal shows it formatted, and what is new in it', async ({
  browser,
}) => {
  const workspace = await desk.openWorkspace(ben.fullName)
  await workspace.tab('Treatment Plans')
  const { page } = workspace
  await page.getByRole('button', { name: 'New plan' }).first().click()
  await page.getByLabel('Title').fill('Plan Basalt')
  const text = page.getByRole('textbox', { name: 'Text of the plan' })
  await text.fill('Sleep\n\nWalk before noon, see https://clinic.example/walking.\n\n<b>Not bold</b>')
  await text.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(0, 0))
  await page.getByRole('button', { name: 'Heading' }).click()
  await expect(text).toHaveValue(/^## Sleep/)
  await page.getByText('As patients see it', { exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Sleep', exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.getByText('Write', { exact: true }).click()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByText('Version 1 published')).toBeVisible()

  const phone = await Phone.open(browser)
  await phone.goto(`${(await house.codePage()).replace(/\/code$/, '')}`)
  await phone.triesToSignIn(ben.email, ben.password)
  await phone.page.getByRole('button', { name: 'Plan Basalt' }).click()
  await expect(phone.heading('Sleep')).toBeVisible()
  await expect(phone.page.getByRole('link', { name: 'https://clinic.example/walking' })).toBeVisible()
  await expect(phone.page.getByText('<b>Not bold</b>')).toBeVisible()
  await expectAccessible(phone.page)

  await phone.page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(phone.heading('Sleep')).toBeVisible()
  await expect(phone.page.getByText('Walk before noon', { exact: false })).toHaveCSS('color', 'rgb(0, 0, 0)')
  await expect(phone.page.locator('.portal')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  await expect(phone.page.locator('html')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  await expect(phone.page.getByRole('button').or(phone.page.getByRole('navigation'))).toHaveCount(0)
  await phone.page.emulateMedia({ media: null, colorScheme: null })
  await expect(phone.page.getByRole('navigation', { name: 'Places' })).toBeVisible()
  const manifest = await phone.page.locator('link[rel=manifest]').evaluate((link: HTMLLinkElement) => link.href)
  const icons = ((await (await phone.page.request.get(manifest)).json()) as { icons: { src: string }[] }).icons
  for (const { src } of [...icons, { src: '/apple-touch-icon.png' }]) {
    expect((await phone.page.request.get(new URL(src, manifest).href)).headers()['content-type']).toBe('image/png')
  }

  await text.fill('## Sleep\n\n- before eleven\n\nWalk before noon, see https://clinic.example/walking.')
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByText('Version 2 published')).toBeVisible()
  await house.exchanged()
  await phone.page.reload()
  await expect(phone.page.getByText('1 part is new since you read this plan last')).toBeVisible()
  await expect(phone.page.getByText('before eleven')).toBeVisible()
  await phone.close()
  await workspace.close()
})
