import type { Leaving, MailKind } from '../../../../shared/contract/desk/outbox.ts'
import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import {
  MailId,
  type AppointmentId,
  type InvitationId,
  type PatientId,
  type SeriesId,
} from '../../../../shared/domain/ids.ts'
import type { MailContent } from '../../../../shared/domain/mailContent.ts'
import { plusMilliseconds, SECOND, type Instant } from '../../../../shared/domain/time.ts'
import type { Language } from '../../../../shared/language/languages.ts'
import { toFragment } from '../../../../shared/envelope/secrets.ts'
import { composeMail } from '../../../../shared/mail/compose.ts'
import type { MailClinic } from '../../../../shared/mail/inZone.ts'
import type { MailInvitation } from '../../../../shared/mail/formsPieces.ts'
import type { SeriesLetterFacts } from '../../../../shared/mail/seriesLetters.ts'
import type { LetterFacts } from '../../../../shared/mail/letters.ts'
import type { CoreContext, Db, Tx } from '../../context.ts'
import { readClinic, type ClinicRow } from '../../db/clinic.ts'
import type { InvitationRow } from '../../db/invitations.ts'
import { insertMail, type MailRow } from '../../db/mails.ts'
import { findOutboxRowAbout } from '../../db/outbox.ts'
import { readSyncState } from '../../db/syncState.ts'
import { enqueue } from '../../wire/enqueue.ts'
import { mailPut } from '../../wire/out/mailPut.ts'
import { recordsPut } from '../../wire/out/recordsPut.ts'
import { failure } from '../serviceError.ts'

/** Nobody's language is on file yet: every e-mail is written in the clinic's. */
export const MAIL_LANGUAGE: Language = 'en'

/** What an e-mail belongs to and where it goes. */
export type Envelope = {
  readonly to: string
  readonly patientId: PatientId | null
  readonly invitationId?: InvitationId | null
  readonly appointmentId?: AppointmentId | null
  /** Of several visits of it. */
  readonly seriesId?: SeriesId | null
  /** The row of the outbox that must have been taken first. */
  readonly afterId?: string | null
}

/** What the desk writes; the endpoint writes of what is booked with it. */
type DeskLetter = Extract<LetterFacts, { kind: MailKind | SeriesLetterFacts['kind'] }>

/**
 * Composes an e-mail and leaves it in the outbox, in the transaction of its cause (R9.3); it goes when the countdown of
 * "Undo" is over.
 * @returns until when it can be taken back
 */
export async function leaveMail(tx: Tx, context: CoreContext, facts: DeskLetter, envelope: Envelope): Promise<Leaving> {
  const clinic = await readClinic(tx)
  const id = MailId.parse(context.ids())
  const content = composeMail(mailClinic(clinic), facts, {
    id,
    to: envelope.to,
    language: MAIL_LANGUAGE,
    now: context.clock.now(),
  })
  return insertWaiting(
    tx,
    context,
    clinic,
    content,
    {
      id,
      kind: kindOf(facts),
      carries_link: carriesLink(facts) ? 1 : 0,
      patient_id: envelope.patientId,
      invitation_id: envelope.invitationId ?? null,
      appointment_id: envelope.appointmentId ?? null,
      series_id: envelope.seriesId ?? null,
    },
    envelope.afterId ?? null,
  )
}

/** The same words once more, as an e-mail of its own. */
export async function leaveComposed(
  tx: Tx,
  context: CoreContext,
  mail: MailRow,
  content: MailContent,
): Promise<Leaving> {
  const id = MailId.parse(context.ids())
  const { kind, patient_id, invitation_id, appointment_id, series_id } = mail
  const clinic = await readClinic(tx)
  const about = { id, kind, patient_id, invitation_id, appointment_id, series_id, carries_link: 0 } as const
  return insertWaiting(tx, context, clinic, { ...content, id }, about)
}

async function insertWaiting(
  tx: Tx,
  context: CoreContext,
  clinic: ClinicRow,
  content: MailContent,
  about: Pick<MailRow, 'kind' | 'patient_id' | 'invitation_id' | 'appointment_id' | 'series_id'> & {
    readonly id: MailId
    readonly carries_link: 0 | 1
  },
  claimId: string | null = null,
): Promise<Leaving> {
  const now = context.clock.now()
  // A person waits for it.
  const countdown = about.kind === 'test' ? 0 : clinic.undo_seconds * SECOND
  const leavesAt = plusMilliseconds(now, countdown)
  await insertMail(tx, {
    ...about,
    recipient_email: content.to,
    subject: content.subject,
    content_json: JSON.stringify(content),
    state: 'waiting',
    created_at: now,
    leaves_at: leavesAt,
    sent_at: null,
    failure_json: null,
  })
  const afterId = about.invitation_id === null ? claimId : await whatItOpens(tx, about.patient_id)
  await enqueue(tx, context, mailPut, { id: about.id }, { delayMilliseconds: countdown, afterId })
  return { mailId: about.id, leavesAt }
}

/** An e-mail about several visits is of the kind of one about each. */
function kindOf({ kind }: DeskLetter): MailKind {
  if (kind === 'seriesConfirmation') return 'confirmation'
  if (kind === 'seriesChange') return 'change'
  return kind === 'seriesCancellation' ? 'cancellation' : kind
}

/** R4.8: whoever reads it can redeem its invitation; a confirmation whose forms have come back only names it. */
function carriesLink(facts: DeskLetter): boolean {
  const isConfirming = facts.kind === 'confirmation' || facts.kind === 'seriesConfirmation'
  return isConfirming ? facts.forms !== null : facts.kind === 'forms' || facts.kind === 'accessLink'
}

/** R4.6: an e-mail never leaves before what it opens has been published. */
async function whatItOpens(tx: Tx, patientId: string | null): Promise<string | null> {
  const records = patientId === null ? null : await findOutboxRowAbout(tx, recordsPut.kind, patientId)
  return records?.id ?? null
}

/**
 * R6.3, R6.5: nobody writes to whoever they like in the clinic's name: what a page sent as a name stands in no e-mail until staff have
 * said whose chart it is.
 */
export function greetedAs({ standing, givenName }: Pick<PatientSummary, 'standing' | 'givenName'>): string | null {
  return standing === 'provisional' ? null : givenName
}

export function mailClinic(clinic: ClinicRow): MailClinic {
  return {
    name: clinic.name,
    addressLine: clinic.address_line,
    phone: clinic.phone,
    email: clinic.email,
    timeZone: clinic.time_zone,
  }
}

/** Where this clinic's patients go. @throws ServiceError NOT_PAIRED while there is no endpoint. */
export async function portalOf(db: Db): Promise<{ readonly origin: string; readonly clinicId: string }> {
  const portalUrl = await findPortalUrl(db)
  if (portalUrl === null) throw failure('NOT_PAIRED')
  const { id } = await readClinic(db)
  return { origin: portalUrl.replace(/\/+$/, ''), clinicId: id }
}

/** Whether e-mails have a way to leave. */
export async function isPaired(db: Db): Promise<boolean> {
  return (await findPortalUrl(db)) !== null
}

async function findPortalUrl(db: Db): Promise<string | null> {
  const state = await readSyncState(db)
  return state === null || state.endpoint_url === null ? null : state.portal_url
}

/** R4.3: the secret stands in the fragment, which no server is ever sent. */
export async function mailInvitation(db: Db, row: InvitationRow, expiresAt: Instant): Promise<MailInvitation> {
  const { origin, clinicId } = await portalOf(db)
  return {
    url: `${origin}/c/${clinicId}/open#${toFragment(row.secret)}`,
    expiresAt,
    hasCode: row.code !== null,
  }
}
