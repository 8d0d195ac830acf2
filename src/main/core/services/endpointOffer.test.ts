import { expect, test } from 'vitest'
import { makeIdentity, openJson } from '../../../shared/envelope/seal.ts'
import { MailContent } from '../../../shared/domain/mailContent.ts'
import { greet } from '../sync/cycle.ts'
import { readSyncState } from '../db/syncState.ts'
import { outcomeOf } from '../testing/deskActs.ts'
import { openWithEndpoint, type PairedStory } from '../testing/openWithEndpoint.ts'
import { sendAccessLink } from '../testing/patientActs.ts'

const ANA = 'ana@example.test'
const PORTAL = 'https://portal.example'

/** The endpoint says that its portal is elsewhere, or that e-mails are to be sealed to another key. */
async function openWithOffer(change: { readonly portalUrl?: string; readonly mailRecipient?: string }) {
  const story = await openWithEndpoint()
  Object.assign(story.endpoint.script, change)
  await story.greet()
  const agreed = { portalUrl: PORTAL, mailRecipient: story.endpoint.mailRecipient }
  return { ...story, agreed, offered: { ...agreed, ...change } }
}

const pinnedIn = async ({ clinic }: Pick<PairedStory, 'clinic'>) => {
  const state = await readSyncState(clinic.context.db)
  return { portalUrl: state?.portal_url, mailRecipient: state?.mail_recipient }
}
const linkIn = async ({ clinic }: Pick<PairedStory, 'clinic'>) => {
  const mail = await clinic.context.db.selectFrom('mail').select('content_json').executeTakeFirstOrThrow()
  return /https?:\/\/[^\s"]+/.exec(MailContent.parse(JSON.parse(mail.content_json)).text)?.[0] ?? ''
}

test('R11.5 a greeting that names another address is shown, and the next Access Link leads to the agreed one', async () => {
  await using story = await openWithOffer({ portalUrl: 'https://evil.example' })
  const { client } = story.clinic

  expect(await client.settings.offer()).toEqual({ offered: story.offered, agreed: story.agreed })
  expect((await client.today.summary()).isEndpointAgreed).toBe(false)
  expect(await pinnedIn(story)).toEqual(story.agreed)
  const ana = await story.clinic.addPatient('Ana Ruiz', { email: ANA })
  await sendAccessLink(story.clinic, ana.id, ANA)
  expect(await linkIn(story)).toMatch(/^https:\/\/portal\.example\//)
})

test('R11.5 e-mails wait while the mail key is in doubt, and leave sealed to the one that an admin agreed to', async () => {
  const { identity, recipient } = await makeIdentity()
  await using story = await openWithOffer({ mailRecipient: recipient })
  const { clinic, endpoint } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  await sendAccessLink(clinic, ana.id, ANA)
  clinic.clock.advance(60_000)
  await story.round()
  expect(endpoint.takenOf('mail.put')).toEqual([])

  await clinic.client.settings.acceptOffer(story.offered)
  await story.round()

  const [mail] = endpoint.takenOf('mail.put')
  expect(await openJson(mail?.sealed ?? '', [identity], MailContent)).toMatchObject({ to: ANA })
  expect(await pinnedIn(story)).toEqual(story.offered)
  expect(await clinic.client.settings.offer()).toBeNull()
  expect((await clinic.client.today.summary()).isEndpointAgreed).toBe(true)
  const { facts } = (await clinic.context.db
    .selectFrom('audit')
    .select('detail as facts')
    .where('action', '=', 'endpoint.accepted')
    .executeTakeFirstOrThrow()) as { facts: string }
  expect(JSON.parse(facts)).toEqual(story.offered)
})

test('R9.3 an admin’s yes takes nobody’s time to undo an e-mail', async () => {
  const { recipient } = await makeIdentity()
  await using story = await openWithOffer({ mailRecipient: recipient })
  const { clinic, endpoint } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  await sendAccessLink(clinic, ana.id, ANA)

  await clinic.client.settings.acceptOffer(story.offered)
  await story.round()

  expect(endpoint.takenOf('mail.put')).toEqual([])
  clinic.clock.advance(60_000)
  await story.round()
  expect(endpoint.takenOf('mail.put')).toHaveLength(1)
})

test('R11.5 what is agreed to is what was shown, by an admin and nobody else', async () => {
  await using story = await openWithOffer({ portalUrl: 'https://new.example' })
  const { clinic } = story

  const other = { ...story.offered, portalUrl: 'https://evil.example' }
  expect(await outcomeOf(clinic.client.settings.acceptOffer(other))).toBe('OFFER_GONE')
  clinic.signInAs(clinic.people.lee)
  expect(await outcomeOf(clinic.client.settings.acceptOffer(story.offered))).toBe('FORBIDDEN')
  expect(await pinnedIn(story)).toEqual(story.agreed)
})

test('R11.5 an endpoint that is again as it was agreed to offers nothing any more', async () => {
  await using story = await openWithOffer({ portalUrl: 'https://new.example' })
  story.endpoint.script.portalUrl = PORTAL

  await story.greet()

  expect(await story.clinic.client.settings.offer()).toBeNull()
  expect(await outcomeOf(story.clinic.client.settings.acceptOffer(story.offered))).toBe('OFFER_GONE')
})

test.each([
  { mailRecipient: `age1${'q'.repeat(58)}` },
  { mailRecipient: '' },
  { portalUrl: 'http://portal.example' },
  { portalUrl: 'no address' },
])('R11.6 %o is offered to nobody, and synchronising goes on', async (change) => {
  await using story = await openWithOffer(change)

  expect(await story.clinic.client.settings.offer()).toBeNull()
  expect(await pinnedIn(story)).toEqual(story.agreed)
  await story.round()
})

test('R11.5 the windows are told of an offer once', async () => {
  await using story = await openWithEndpoint()
  const { context } = story.clinic
  const told: string[] = []
  const changes = { ...context.changes, publish: (...topics: string[]) => void told.push(topics.join(' ')) }
  const greetNow = async () => greet({ ...context, changes }, await story.connection(), story.closing.signal)

  await greetNow()
  story.endpoint.script.portalUrl = 'https://new.example'
  await greetNow()
  await greetNow()

  expect(told).toEqual(['settings'])
})
