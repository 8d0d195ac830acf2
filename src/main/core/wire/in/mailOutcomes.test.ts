import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MailId, type InvitationId } from '../../../../shared/domain/ids.ts'
import { MINUTE } from '../../../../shared/domain/time.ts'
import { book, openPairedClinic } from '../../testing/deskActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { receive, sendAccessLink } from '../../testing/patientActs.ts'

const ANA = 'ana@example.test'

let clinic: TestClinic
let patientId: Parameters<typeof sendAccessLink>[1]
let invitationId: InvitationId
let mailId: MailId

beforeEach(async () => {
  clinic = await openPairedClinic()
  patientId = (await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })).id
  const { id, mail } = await sendAccessLink(clinic, patientId, ANA)
  invitationId = id
  mailId = MailId.parse(mail?.id)
})
afterEach(() => clinic.close())

const current = async () => (await clinic.client.access.get({ patientId })).current
const inbox = () => clinic.client.inbox.list({ includeDone: false })

describe('R9.3 what became of an e-mail', () => {
  test('R9.3 sent: its invitation is sent, and a second time changes nothing', async () => {
    expect(await receive(clinic, { kind: 'mail.sent', mailId })).toEqual(
      expect.arrayContaining(['outbox', 'invitations', 'appointments', 'inbox']),
    )
    const sentAt = clinic.clock.now()
    clinic.clock.advance(MINUTE)
    expect(await receive(clinic, { kind: 'mail.sent', mailId })).toEqual([])

    expect(await current()).toMatchObject({ state: 'sent', sentAt, acceptedAt: sentAt, mail: { state: 'sent' } })
  })

  test('R4.1 sent after somebody had opened the page: the invitation stays opened', async () => {
    await receive(clinic, { kind: 'invitation.opened', invitationId, expiresAt: clinic.clock.now() })

    await receive(clinic, { kind: 'mail.sent', mailId })

    expect(await current()).toMatchObject({ state: 'opened', sentAt: clinic.clock.now() })
  })

  test.each(['unreadable', 'addressMismatch', 'badAddress', 'notAccepted', 'refused'] as const)(
    'R9.3 given up because %s: it has failed, and the invitation can be sent again',
    async (reason) => {
      await receive(clinic, { kind: 'mail.failed', mailId, reason })
      await receive(clinic, { kind: 'mail.failed', mailId, reason })

      const failure = { kind: 'givenUp', reason }
      expect((await clinic.client.outbox.list()).mails).toMatchObject([{ state: 'failed', failure }])
      expect(await inbox()).toMatchObject([{ facts: { kind: 'mailBounced', mailId, to: ANA, failure } }])
      expect(await current()).toMatchObject({ state: 'prepared', mail: { state: 'failed', failure } })
    },
  )

  test('R9.3 one that bounced and arrived after all was sent, and its failure is gone', async () => {
    await receive(clinic, { kind: 'mail.bounced', mailId, code: 452 })
    await receive(clinic, { kind: 'mail.sent', mailId })

    expect((await clinic.client.outbox.list()).mails).toMatchObject([{ state: 'sent', failure: null }])
    expect(await current()).toMatchObject({ state: 'sent' })
  })

  test('R11.6 one that is refused, sent and refused again has one line in the Inbox until that is settled', async () => {
    const refuse = () => receive(clinic, { kind: 'mail.bounced', mailId, code: 550 })
    await refuse()
    await receive(clinic, { kind: 'mail.sent', mailId })
    await refuse()
    const [first, ...others] = await inbox()
    expect(others).toEqual([])

    await clinic.client.inbox.settle({ id: first?.id ?? '' })
    await receive(clinic, { kind: 'mail.sent', mailId })
    await refuse()

    expect(await inbox()).toHaveLength(1)
    expect((await clinic.client.outbox.list()).mails).toMatchObject([{ state: 'bounced' }])
  })

  test('R9.3 one that carries no invitation has none to touch', async () => {
    await book(clinic, patientId)
    const { mails } = await clinic.client.outbox.list()
    const confirmation = MailId.parse(mails.find(({ kind }) => kind === 'confirmation')?.id)

    await receive(clinic, { kind: 'mail.bounced', mailId: confirmation, code: 550 })

    const { inbox, mailTrouble } = await clinic.client.today.summary()
    expect(inbox).toMatchObject([{ count: 1, newest: { facts: { mailId: confirmation, to: ANA } } }])
    expect(mailTrouble).toEqual([])
    expect(await current()).toMatchObject({ state: 'sending' })
  })

  test('R9.3 one that this desk does not know is passed over by its ids', async () => {
    const unknown = MailId.parse(clinic.ids())

    await receive(clinic, { kind: 'mail.failed', mailId: unknown, reason: 'badAddress' })

    expect(await inbox()).toEqual([])
    expect(clinic.logLines.at(-1)).toEqual({
      level: 'warn',
      event: 'wire.eventPassedOver',
      facts: { seq: 1, kind: 'mail.failed', because: 'unknownMail' },
    })
  })
})

describe('R4.1 an invitation that was looked at', () => {
  test('R4.1 is noted the first time it is loaded and the first time it is opened', async () => {
    const first = clinic.clock.now()
    const opened = { kind: 'invitation.opened', invitationId, expiresAt: first } as const
    expect(await receive(clinic, { kind: 'invitation.fetched', invitationId })).toEqual(['invitations'])
    expect(await receive(clinic, opened)).toEqual(['invitations', 'forms'])
    clinic.clock.advance(MINUTE)

    expect(await receive(clinic, { kind: 'invitation.fetched', invitationId })).toEqual([])
    expect(await receive(clinic, opened)).toEqual([])

    expect(await current()).toMatchObject({ fetchedAt: first, openedAt: first })
  })

  test('R4.1 stays revoked when somebody opens it', async () => {
    await clinic.client.access.revokeInvitation({ invitationId, reason: '' })

    await receive(clinic, { kind: 'invitation.opened', invitationId, expiresAt: clinic.clock.now() })

    const { earlier } = await clinic.client.access.get({ patientId })
    expect(earlier).toMatchObject([{ state: 'revoked', openedAt: clinic.clock.now() }])
  })
})
