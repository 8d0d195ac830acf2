import { expect, test } from '@playwright/test'
import { demoClinic } from '../../scripts/demo/clinic.ts'
import { makeIdentity } from '../../src/shared/envelope/seal.ts'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { openDesk } from './support/openDesk.ts'
import { linkIn } from './support/links.ts'
import { Phone } from './support/phone.ts'
import { replaceClinicKey, takeMacsAway } from './support/tampering.ts'

/** R11.5 as people meet it: somebody stands between the clinic and the phone, or nobody does. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

async function sendTo(
  givenName: string,
  email: string,
): Promise<{ workspace: Awaited<ReturnType<FrontDesk['openWorkspace']>>; link: string }> {
  const patient = { givenName, familyName: 'Vermeulen', fullName: `${givenName} Vermeulen`, birthOn: '1961-05-30' }
  await desk.addPatient(patient)
  const workspace = await desk.openWorkspace(patient.fullName)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(email)
  return { workspace, link: linkIn((await house.smtp.nextTo(email)).text) }
}

test('R11.5 two people in one room read the same six words, at the desk and on the phone', async ({ browser }) => {
  const { workspace, link } = await sendTo('Tomas', 'tomas@example.com')
  const phone = await Phone.open(browser)
  await phone.goto(link)
  await phone.choosePassword('walnut-harbour-quilt-4', 'Open my records')
  await expect(phone.heading('Your records')).toBeVisible()

  await phone.page.getByRole('button', { name: /Your login/ }).click()
  const words = phone.page.getByText(/^([a-z]{3,8} ){5}[a-z]{3,8}$/)
  await expect(words).toBeVisible()
  await expectAccessible(phone.page)
  await workspace.tab('Medical Access Code')

  const holder = workspace.page.getByRole('listitem').filter({ hasText: 'since' })
  await expect(holder).toContainText(`Safety words: ${await words.innerText()}`)
  await phone.close()
  await workspace.close()
})

test('R11.5 behind a link whose clinic’s key was replaced no password is asked', async ({ browser }) => {
  const { workspace, link } = await sendTo('Hilde', 'hilde@example.com')
  const { recipient } = await makeIdentity()
  const putBack = await replaceClinicKey(house, recipient)
  const phone = await Phone.open(browser)

  await phone.goto(link)

  await expect(phone.heading('This does not come from the clinic')).toBeVisible()
  await expect(phone.page.getByRole('textbox')).toHaveCount(0)
  await expectAccessible(phone.page)
  await putBack()
  await phone.page.reload()
  await expect(phone.page.getByRole('textbox', { name: 'E-mail' })).toBeVisible()
  await phone.close()
  await workspace.close()
})

test('R11.5 what the clinic did not make is not shown, and says so', async ({ browser }) => {
  const { workspace, link } = await sendTo('Wim', 'wim@example.com')
  const phone = await Phone.open(browser)
  await phone.goto(link)
  await phone.choosePassword('walnut-harbour-quilt-4', 'Open my records')
  await expect(phone.heading('Your records')).toBeVisible()

  await takeMacsAway(house)
  await phone.page.reload()

  await expect(phone.heading('This did not come from the clinic')).toBeVisible()
  await expect(phone.page.getByText(demoClinic.phone), 'a number would be the endpoint’s word').toHaveCount(0)
  await expectAccessible(phone.page)
  await phone.close()
  await workspace.close()
})

test('R11.5 an older state is refused until a person who was told chooses it', async ({ browser }) => {
  const email = 'noor@example.com'
  const { workspace, link } = await sendTo('Noor', email)
  const phone = await Phone.open(browser)
  await phone.goto(link)
  await phone.choosePassword('walnut-harbour-quilt-4', 'Open my records')
  await expect(phone.heading('Your records')).toBeVisible()
  // What follows from redeeming has been published.
  await house.core().sync.now()
  await house.core().sync.now()
  const { putBack, counter } = await backUp(email)
  await workspace.publishPlan('Knee', 'Walk every day.')
  await house.core().sync.now()
  await phone.page.reload()
  await expect(phone.page.getByRole('button', { name: 'Knee' })).toBeVisible()
  await expect.poll(() => newestSeenBy(phone)).toBeGreaterThan(counter)

  await putBack()
  await phone.page.reload()
  await phone.page.getByLabel('Password', { exact: true }).fill('walnut-harbour-quilt-4')
  await phone.page.getByRole('button', { name: 'Sign in' }).click()

  const told = phone.page.getByRole('alert').filter({ hasText: 'older than what this device has seen' })
  await expect(told).toBeVisible()
  await expectAccessible(phone.page)
  await told.getByRole('button', { name: 'Go on with the older state' }).click()

  await expect(phone.page.getByText('This is an older state')).toBeVisible()
  await expect(phone.heading('Your records')).toBeVisible()
  await expect(phone.page.getByRole('button', { name: 'Knee' })).toHaveCount(0)
  await expectAccessible(phone.page)
  await phone.close()
  await workspace.close()
})

const loginOf = (email: string) =>
  house.behindTheEndpoint((db) =>
    db
      .selectFrom('login')
      .select(['id', 'keyring_sealed', 'keyring_revision'])
      .where('email', '=', email)
      .executeTakeFirstOrThrow(),
  )

/** The highest counter of a keyring that this browser remembers. */
const newestSeenBy = (phone: Phone) =>
  phone.page.evaluate(() => {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith('anteroom.keyring.'))
    return Math.max(...keys.map((key) => Number(localStorage.getItem(key))))
  })

/** What the endpoint keeps of a login that holds one patient, and what puts it back. */
async function backUp(email: string) {
  const { id, ...login } = await loginOf(email)
  const { id: linkId } = await house.behindTheEndpoint((db) =>
    db.selectFrom('link').select('id').where('login_id', '=', id).executeTakeFirstOrThrow(),
  )
  const index = await house.behindTheEndpoint((db) =>
    db
      .selectFrom('record_index')
      .select(['body_sealed', 'epoch', 'version', 'macs_json', 'signed_kind', 'signed_id'])
      .where('owner_id', '=', linkId)
      .executeTakeFirstOrThrow(),
  )
  const putBack = () =>
    house.behindTheEndpoint(async (db) => {
      await db.updateTable('login').set(login).where('id', '=', id).execute()
      await db.updateTable('record_index').set(index).where('owner_id', '=', linkId).execute()
    })
  // A keyring begins at 1, as its revision does, and both grow with every change.
  return { putBack, counter: login.keyring_revision }
}

test('R11.5 an online service that names another portal is agreed to by an admin, and links lead where they led before', async () => {
  await house.stopEndpoint()
  const elsewhere = house.endpointUrl().replace('127.0.0.1', 'localhost')
  await house.startEndpoint(elsewhere)
  await house.core().sync.now()

  await desk.goTo('Today')
  await desk.page.getByRole('link', { name: /The online service has changed/ }).click()
  await expect(desk.page.getByRole('heading', { name: /^Connection/ })).toBeInViewport()
  const offer = desk.page.getByRole('alert').filter({ hasText: 'calls itself something else' })
  await expect(offer).toContainText(elsewhere)
  await expectAccessible(desk.page)
  await offer.getByRole('button', { name: 'Agree to the change' }).press('Enter')

  await expect(offer).toHaveCount(0)
  await expect(desk.page.getByRole('button', { name: 'Synchronise now' })).toBeFocused()
  const { workspace, link } = await sendTo('Greet', 'greet@example.com')
  expect(link).toContain('//localhost:')
  await workspace.close()
})
