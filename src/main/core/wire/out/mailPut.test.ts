import { expect, test } from 'vitest'
import { MailId } from '../../../../shared/domain/ids.ts'
import { MailContent } from '../../../../shared/domain/mailContent.ts'
import { DAY, MINUTE } from '../../../../shared/domain/time.ts'
import { openJson } from '../../../../shared/envelope/seal.ts'
import type { StandInMailer } from '../../testing/openClinic.ts'
import { openWithEndpoint, type PairedStory } from '../../testing/openWithEndpoint.ts'
import { mailsIn, outboxIn, sendAccessLink } from '../../testing/patientActs.ts'

const SECOND = 1_000
const ANA = 'ana@example.test'
const REFUSED = { kind: 'givenUp', reason: 'refused' }

/** An Access Link for Ana, its countdown over. */
async function openWithMail(mailer: StandInMailer | null = null) {
  const story = await openWithEndpoint({ mailer })
  const { clinic } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  const invitation = await sendAccessLink(clinic, ana.id, ANA)
  clinic.clock.advance(10 * SECOND)
  return { ...story, ana, mailId: MailId.parse(invitation.mail?.id) }
}

const mailOf = async ({ clinic }: PairedStory) => (await clinic.client.outbox.list()).mails[0]
const rowsOf = async ({ clinic }: PairedStory) => (await outboxIn(clinic)).filter(({ kind }) => kind === 'mail.put')

test('R9.4 an e-mail leaves sealed to the mail worker, after what it opens, and is leaving from then on', async () => {
  await using story = await openWithMail()
  const { clinic, endpoint, mailId } = story

  await story.round()

  const [put] = endpoint.takenOf('mail.put')
  const [mail] = await mailsIn(clinic)
  expect(put).toMatchObject({ id: mailId, to: ANA })
  expect(await openJson(put?.sealed ?? '', [endpoint.mailIdentity], MailContent)).toEqual(mail?.content)
  expect(endpoint.kindsTaken()).toEqual(['invitation.put', 'index.put', 'anchor.put', 'mail.put'])
  expect(await mailOf(story)).toMatchObject({ state: 'leaving', failure: null })
  expect(await rowsOf(story)).toEqual([])
})

test('R4.6 an e-mail whose invitation was refused is refused with it, and staff are told', async () => {
  await using story = await openWithMail()
  const { clinic, endpoint } = story
  endpoint.script.refuse = ({ body }) => (body.kind === 'invitation.put' ? 'notAnAgeFile' : null)

  await story.round()

  expect(endpoint.takenOf('mail.put')).toEqual([])
  expect(await rowsOf(story)).toMatchObject([{ state: 'refused', reason: 'predecessorRefused' }])
  expect(await mailOf(story)).toMatchObject({ state: 'failed', failure: REFUSED })
  expect(await clinic.client.inbox.list({ includeDone: false })).toMatchObject([
    { facts: { kind: 'mailBounced', to: ANA, failure: REFUSED }, patientName: 'Ana Ruiz' },
  ])
})

test('R4.6 an e-mail whose records were refused is refused with them', async () => {
  await using story = await openWithMail()
  story.endpoint.script.refuse = ({ body }) => (body.kind === 'index.put' ? 'notAnAgeFile' : null)

  await story.round()

  expect(story.endpoint.takenOf('mail.put')).toEqual([])
  expect(await rowsOf(story)).toMatchObject([{ state: 'refused', reason: 'predecessorRefused' }])
  expect(await mailOf(story)).toMatchObject({ state: 'failed', failure: REFUSED })
  const { current } = await story.clinic.client.access.get({ patientId: story.ana.id })
  expect(current?.state).toBe('prepared')
})

test('R11.6 an e-mail beyond what the clinic may leave in a day says so, and can be sent again', async () => {
  await using story = await openWithMail()
  story.endpoint.script.refuse = ({ body }) => (body.kind === 'mail.put' ? 'mailQuota' : null)

  await story.round()

  expect(await rowsOf(story)).toMatchObject([{ state: 'refused', reason: 'mailQuota' }])
  expect(await mailOf(story)).toMatchObject({ state: 'failed', failure: { kind: 'givenUp', reason: 'quota' } })
})

test('R9.3 an e-mail that the endpoint refuses has failed, is shown, and can be sent again', async () => {
  await using story = await openWithMail()
  const { clinic, endpoint, mailId } = story
  endpoint.script.refuse = ({ body }) => (body.kind === 'mail.put' ? 'notAnAgeFile' : null)
  await story.round()
  expect(await mailOf(story)).toMatchObject({ state: 'failed', failure: REFUSED })

  endpoint.script.refuse = () => null
  await clinic.client.outbox.sendAgain({ mailId, emailForChart: null })
  clinic.clock.advance(10 * SECOND)
  await story.round()

  expect(endpoint.takenOf('mail.put')).toHaveLength(1)
  expect(await rowsOf(story)).toEqual([])
})

test('R9.4 from a mail server of the clinic’s own an e-mail is sent at once, and the endpoint never sees it', async () => {
  const sent: MailContent[] = []
  await using story = await openWithMail({ send: async (mail) => void sent.push(mail) })

  await story.round()

  expect(sent.map(({ to }) => to)).toEqual([ANA])
  expect(story.endpoint.takenOf('mail.put')).toEqual([])
  expect(await mailOf(story)).toMatchObject({ state: 'sent', sentAt: story.clinic.clock.now() })
  expect(await rowsOf(story)).toEqual([])
  const { current } = await story.clinic.client.access.get({ patientId: story.ana.id })
  expect(current).toMatchObject({ state: 'sent', acceptedAt: story.clinic.clock.now() })
})

test('R9.4 of an e-mail that left through the clinic’s own mail server, or is to, the endpoint is not believed', async () => {
  let isBusy = true
  const busy = Object.assign(new Error('Try later'), { responseCode: 451, command: 'RCPT TO' })
  await using story = await openWithMail({ send: () => (isBusy ? Promise.reject(busy) : Promise.resolve()) })
  const { clinic, endpoint, mailId } = story
  await story.round()
  endpoint.tell({ kind: 'mail.sent', mailId })
  await story.round()
  expect(await mailOf(story)).toMatchObject({ state: 'waiting' })

  isBusy = false
  clinic.later(15 * MINUTE)
  await story.round()
  endpoint.tell({ kind: 'mail.bounced', mailId, code: 550 })
  endpoint.tell({ kind: 'mail.failed', mailId, reason: 'notAccepted' })
  await story.round()

  expect(await mailOf(story)).toMatchObject({ state: 'sent', failure: null })
  expect(await clinic.client.inbox.list({ includeDone: false })).toEqual([])
  const { current } = await clinic.client.access.get({ patientId: story.ana.id })
  expect(current?.state).toBe('sent')
})

test.each([500, 550, 554])(
  'R9.3 reply %i of the clinic’s own mail server refuses the address for good',
  async (responseCode) => {
    await using story = await openWithMail({
      send: () => Promise.reject(Object.assign(new Error('No'), { responseCode, command: 'RCPT TO' })),
    })

    await story.round()

    const failure = { kind: 'addressRefused', code: responseCode }
    expect(await mailOf(story)).toMatchObject({ state: 'bounced', failure })
    expect(await rowsOf(story)).toEqual([])
    const [item] = await story.clinic.client.inbox.list({ includeDone: false })
    // None of the endpoint's, whose numbers are positive.
    const [row] = await story.clinic.context.db.selectFrom('inbox_item').select('event_seq').execute()
    expect(row?.event_seq).toBeLessThan(0)
    expect(item?.facts).toMatchObject({ kind: 'mailBounced', to: ANA, failure })
  },
)

test('R9.3 anything else is tried again, after as long as it has waited: half a minute at least, a quarter of an hour at most', async () => {
  let isBusy = true
  const busy = Object.assign(new Error('Try later'), { responseCode: 499 })
  await using story = await openWithMail({ send: () => (isBusy ? Promise.reject(busy) : Promise.resolve()) })
  const { clinic } = story
  const waits: number[] = []
  for (let n = 0; n < 8; n += 1) {
    await story.round()
    const [row] = await rowsOf(story)
    const wait = Date.parse(row?.due_at ?? '') - Date.parse(clinic.clock.now())
    waits.push(wait / SECOND)
    clinic.clock.advance(wait)
  }

  expect(waits).toEqual([30, 40, 80, 160, 320, 640, 900, 900])
  expect(await rowsOf(story)).toMatchObject([{ state: 'waiting' }])
  isBusy = false
  await story.round()
  expect((await mailsIn(clinic))[0]?.state).toBe('sent')
})

test('R9.4 a mail server that does not answer is asked once and then seldom, and holds up nothing else', async () => {
  const asked: string[] = []
  let isSilent = true
  await using story = await openWithMail({
    send: ({ to }) => {
      asked.push(to)
      return isSilent ? Promise.reject(Object.assign(new Error('Timeout'), { code: 'ETIMEDOUT' })) : Promise.resolve()
    },
  })
  const { clinic } = story
  const others = ['ben@example.test', 'cleo@example.test']
  for (const email of others) {
    const { id } = await clinic.addPatient(email, { email, birthOn: null })
    await sendAccessLink(clinic, id, email)
  }
  clinic.clock.advance(10 * SECOND)

  await story.round()

  expect(asked).toEqual([ANA])
  expect(await rowsOf(story)).toHaveLength(3)
  expect(story.endpoint.takenOf('invitation.put')).toHaveLength(3)
  const askedAfter: number[] = []
  for (let minutes = 0.5; minutes <= 20; minutes += 0.5) {
    const before = asked.length
    clinic.clock.advance(MINUTE / 2)
    await story.round()
    askedAfter.push(...asked.slice(before).map(() => minutes))
  }
  // In minutes: one of the three asks for all.
  expect(askedAfter).toEqual([0.5, 1.5, 3.5, 7.5, 15.5])

  isSilent = false
  clinic.later(15 * MINUTE)
  await story.round()
  expect(await rowsOf(story)).toEqual([])
  expect(asked.slice(1 + askedAfter.length).sort()).toEqual([ANA, ...others])
})

test('R9.4 that the clinic’s own mail server refuses its login, or its sender, says nothing of the patient’s address', async () => {
  const refusals = [
    { responseCode: 535, command: 'AUTH PLAIN', code: 'EAUTH' },
    { responseCode: 550, command: 'MAIL FROM', code: 'EENVELOPE' },
  ]
  for (const refusal of refusals) {
    await using story = await openWithMail({ send: () => Promise.reject(Object.assign(new Error('No'), refusal)) })

    await story.round()

    expect(await mailOf(story)).toMatchObject({ state: 'waiting', failure: null })
    expect(await rowsOf(story)).toMatchObject([{ state: 'waiting' }])
  }
})

test('R9.3 on the third day, to the millisecond, it is given up', async () => {
  await using story = await openWithMail({ send: () => Promise.reject(new Error('ECONNREFUSED')) })
  story.clinic.later(3 * DAY - 10 * SECOND)

  await story.round()

  expect(await mailOf(story)).toMatchObject({ state: 'failed', failure: { kind: 'givenUp', reason: 'notAccepted' } })
})

test('R9.3 after three days it is given up', async () => {
  await using story = await openWithMail({ send: () => Promise.reject(new Error('ECONNREFUSED')) })
  const { clinic } = story
  clinic.clock.advance(3 * DAY - 10 * SECOND - 1)
  await story.round()
  expect(await rowsOf(story)).toHaveLength(1)
  clinic.later(15 * MINUTE)

  await story.round()

  expect(await mailOf(story)).toMatchObject({
    state: 'failed',
    failure: { kind: 'givenUp', reason: 'notAccepted' },
  })
  expect(await rowsOf(story)).toEqual([])
})

test('R9.3 should the process die between the mail server’s 250 and the commit, it leaves again under the same Message-ID', async () => {
  const sent: string[] = []
  await using story = await openWithMail({
    send: async ({ id }) => {
      sent.push(id)
      if (sent.length === 1) throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' })
    },
  })

  await expect(story.round()).rejects.toThrow('disk I/O error')
  story.clinic.later(MINUTE)
  await story.round()

  expect(sent).toEqual([story.mailId, story.mailId])
  expect(await mailOf(story)).toMatchObject({ state: 'sent' })
})
