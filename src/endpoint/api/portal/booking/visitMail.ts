import { MailId, type AppointmentId, type ClinicId, type LoginId, type StaffId } from '../../../../shared/domain/ids.ts'
import { emailKey } from '../../../../shared/domain/people.ts'
import type { Instant } from '../../../../shared/domain/time.ts'
import { sealJson } from '../../../../shared/envelope/seal.ts'
import { composeMail } from '../../../../shared/mail/compose.ts'
import type { VisitLetterFacts } from '../../../../shared/mail/visitLetters.ts'
import type { EndpointContext } from '../../../context.ts'
import { insertMail } from '../../../db/mails.ts'
import type { Tx } from '../../../db/tables.ts'
import { isWithinLimit } from '../../limits.ts'
import { visitMails } from '../portalLimits.ts'
import type { OnSale } from './onSale.ts'

/** What no language was chosen for. */
const LANGUAGE = 'en'

/** An e-mail as it will wait: sealed to the mail worker before the transaction of its cause (R9.4). */
export type VisitMail = { readonly id: MailId; readonly to: string; readonly sealed: string }

/**
 * Composed from public facts alone: clinic, time and practitioner; no word that a page sent, or whoever books would write to
 * anybody in the clinic's name (decision 0034).
 */
export async function sealVisitMail(
  endpoint: Pick<EndpointContext, 'ids' | 'mailRecipient' | 'clock'>,
  { profile }: Pick<OnSale, 'profile'>,
  to: string,
  facts: VisitLetterFacts,
): Promise<VisitMail> {
  const id = MailId.parse(endpoint.ids())
  const content = composeMail(profile, facts, { id, to, language: LANGUAGE, now: endpoint.clock.now() })
  return { id, to, sealed: await sealJson(content, [endpoint.mailRecipient]) }
}

/** As the clinic calls them to patients; nothing for whoever is no longer on sale. */
export function calledName({ sale }: Pick<OnSale, 'sale'>, practitionerId: StaffId): string {
  return sale.practitioners.find(({ id }) => id === practitionerId)?.name ?? ''
}

export function confirmUrl(endpoint: Pick<EndpointContext, 'portalUrl'>, clinicId: ClinicId, token: string): string {
  return `${endpoint.portalUrl()}/c/${clinicId}/confirm#${token}`
}

/** Null where its address has had enough of them for a day: what caused it stands all the same. */
export async function leaveVisitMail(
  endpoint: Pick<EndpointContext, 'clock' | 'secrets'>,
  tx: Tx,
  { id, to, sealed }: VisitMail,
  about: {
    readonly clinicId: ClinicId
    readonly appointmentId: AppointmentId
    /** Whose mailbox is proven, and counts by itself. */
    readonly provenLoginId: LoginId | null
    readonly now: Instant
  },
): Promise<MailId | null> {
  const { clinicId, appointmentId, provenLoginId, now } = about
  const { key, limit } = visitMails(clinicId, emailKey(to), provenLoginId)
  const { clock, secrets } = endpoint
  if (!(await isWithinLimit({ clock, secrets, db: tx }, key, limit)).ok) return null
  await insertMail(tx, { clinicId, id, to, sealed }, now, appointmentId)
  return id
}
