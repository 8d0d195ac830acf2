import { sql } from 'kysely'
import { appendEvent } from '../../src/endpoint/db/events.ts'
import { openDatabase } from '../../src/endpoint/db/openDatabase.ts'
import { newId, systemClock } from '../../src/main/core/system.ts'
import type { EventBody } from '../../src/shared/contract/events.ts'
import {
  AssignmentId,
  ClinicId,
  InvitationId,
  LinkId,
  LoginId,
  MailId,
  SubmissionId,
} from '../../src/shared/domain/ids.ts'
import { DAY, plusMilliseconds } from '../../src/shared/domain/time.ts'
import { holderMac, letterMac, pairSecret } from '../../src/shared/envelope/pair.ts'
import { redeemMac } from '../../src/shared/envelope/secrets.ts'
import { makeIdentity, sealJson } from '../../src/shared/envelope/seal.ts'
import { FORM, FORM_ID } from '../../tests/faults/support/wholeClinic.ts'
import type { EventClinic } from './eventClinic.ts'

type Person = {
  readonly invitationId: InvitationId
  readonly mailId: MailId
  readonly assignmentId: AssignmentId
  readonly linkId: LinkId
  readonly loginId: LoginId
  /** Of a login of its own: one that held everybody would be published anew for everybody, again and again. */
  readonly login: Keys
}
type Keys = Awaited<ReturnType<typeof makeIdentity>>

/** In the order in which they come about. */
export type Kind = 'mail.sent' | 'invitation.fetched' | 'invitation.opened' | 'invitation.redeemed' | 'form.submitted'

const ANSWER = 'It began on holiday, after a long walk, and it is worse in the morning. '.repeat(12)

/**
 * Makes patients at the desk and, at the endpoint, what each of them does; nothing was synchronised yet.
 * @returns how many of the events carry an envelope
 */
export async function fillEvents(clinic: EventClinic, count: number, kinds: readonly Kind[]): Promise<number> {
  const secret = await makeIdentity()
  const people = await addPeople(clinic, Math.ceil(count / kinds.length), secret)
  const bodies: EventBody[] = []
  for (const person of people) {
    for (const kind of kinds) bodies.push(await bodyOf(kind, person, clinic, secret))
  }
  const db = await openDatabase({ kind: 'sqlite', file: clinic.endpointFile }, systemClock)
  const clinicId = ClinicId.parse(clinic.id)
  await db.transaction().execute(async (tx) => {
    for (const body of bodies.slice(0, count)) {
      await appendEvent(tx, clinicId, { id: newId(), at: systemClock.now(), body })
    }
  })
  await db.destroy()
  return bodies.slice(0, count).filter((body) => 'sealed' in body).length
}

async function addPeople({ core, staffId }: EventClinic, count: number, secret: Keys): Promise<Person[]> {
  const people: Person[] = []
  const now = systemClock.now()
  const logins = await Promise.all(Array.from({ length: count }, () => makeIdentity()))
  await core.context.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('questionnaire_version')
      .values({
        id: FORM_ID,
        questionnaire_id: FORM_ID,
        version: '1',
        title: FORM.title,
        minutes: 2,
        resource_json: JSON.stringify(FORM),
        published_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const { last } = await tx
      .selectFrom('patient')
      .select(sql<number>`coalesce(max(chart_number), 0)`.as('last'))
      .executeTakeFirstOrThrow()
    for (const [index, login] of logins.entries()) {
      const number = index + 1
      const patientId = newId()
      const email = `person${number}@example.test`
      const person = {
        invitationId: InvitationId.parse(newId()),
        mailId: MailId.parse(newId()),
        assignmentId: AssignmentId.parse(newId()),
        linkId: LinkId.parse(newId()),
        loginId: LoginId.parse(newId()),
        login,
      }
      people.push(person)
      await tx
        .insertInto('patient')
        .values({
          id: patientId,
          chart_number: last + number,
          given_name: `Given${number}`,
          family_name: 'Ruiz',
          birth_on: null,
          phone: null,
          email,
          email_key: email,
          created_at: now,
          changed_at: now,
          archived_at: null,
        })
        .execute()
      await tx
        .insertInto('invitation')
        .values({
          id: person.invitationId,
          patient_id: patientId,
          kind: 'form',
          state: 'sending',
          email,
          secret: secret.identity,
          recipient: secret.recipient,
          requested_by: staffId,
          prepared_at: now,
          expires_at: plusMilliseconds(now, DAY),
        })
        .execute()
      await tx
        .insertInto('mail')
        .values({
          id: person.mailId,
          patient_id: patientId,
          kind: 'forms',
          recipient_email: email,
          subject: 'Forms for your visit',
          content_json: '{}',
          state: 'leaving',
          invitation_id: person.invitationId,
          appointment_id: null,
          created_at: now,
          leaves_at: now,
          sent_at: null,
          failure_json: null,
        })
        .execute()
      await tx
        .insertInto('assignment')
        .values({
          id: person.assignmentId,
          patient_id: patientId,
          questionnaire_version_id: FORM_ID,
          invitation_id: person.invitationId,
          appointment_id: null,
          sent_to: email,
          due_at: null,
          assigned_at: now,
          assigned_by: staffId,
          submitted_at: null,
        })
        .execute()
    }
  })
  return people
}

async function bodyOf(
  kind: Kind,
  { invitationId, mailId, assignmentId, linkId, loginId, login }: Person,
  clinic: EventClinic,
  secret: Keys,
): Promise<EventBody> {
  switch (kind) {
    case 'mail.sent':
      return { kind, mailId }
    case 'invitation.fetched':
      return { kind, invitationId }
    case 'invitation.opened':
      return { kind, invitationId, expiresAt: plusMilliseconds(systemClock.now(), DAY) }
    case 'invitation.redeemed':
      return {
        kind,
        invitationId,
        linkId,
        loginId,
        loginEmail: `${loginId}@example.test`,
        loginRecipient: login.recipient,
        mac: redeemMac(secret.identity, {
          clinicId: clinic.id,
          invitationId,
          email: `${loginId}@example.test`,
          recipient: login.recipient,
        }),
        holderMac: holderMac(
          pairSecret(login.identity, clinic.recipient, { clinic: clinic.recipient, login: login.recipient }),
          {
            clinicId: clinic.id,
            invitationId,
            email: `${loginId}@example.test`,
          },
        ),
        by: 'link',
        outcome: 'added',
        level: 'limited',
      }
    case 'form.submitted': {
      const submissionId = SubmissionId.parse(newId())
      const item = [{ linkId: 'reason', answer: [{ valueString: ANSWER }] }]
      const response = { resourceType: 'QuestionnaireResponse', status: 'completed', item }
      const sealed = await sealJson({ format: 1, submissionId, assignmentId, response }, [
        clinic.recipient,
        login.recipient,
      ])
      const pair = pairSecret(login.identity, clinic.recipient, { clinic: clinic.recipient, login: login.recipient })
      const mac = letterMac(pair, { clinicId: clinic.id, linkId, kind, id: submissionId }, sealed)
      return { kind, linkId, assignmentId, submissionId, sealed, mac }
    }
  }
}
