import { z } from 'zod'
import { AppointmentId, MailId } from '../../../../shared/domain/ids.ts'
import type { MailFailure } from '../../../../shared/domain/mailFailure.ts'
import { deliveryOf } from '../../../../shared/domain/smtp.ts'
import { DAY, MINUTE, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { offerStanding } from '../../../../shared/domain/waitingList.ts'
import { sealJson } from '../../../../shared/envelope/seal.ts'
import type { CoreContext, SmtpServer, Tx } from '../../context.ts'
import { findClaimable } from '../../db/claims.ts'
import { readClinic } from '../../db/clinic.ts'
import { findMail, noteGivenToEndpoint, readMailContent } from '../../db/mails.ts'
import { findOutboxRowAbout, type OutboxRow } from '../../db/outbox.ts'
import { findOfferOfMail } from '../../db/waitingList.ts'
import { isSeriesInDoubt } from '../../db/series.ts'
import { storeTroubleOf } from '../../db/storeError.ts'
import { errorName } from '../../errorName.ts'
import { ownServerOf } from '../../mail/ownMail.ts'
import { noteMailFailed, noteMailLeft, noteMailSent } from '../../services/mail/mailOutcomes.ts'
import type { Followed, ItemOutcome, OutRoom, Outgoing } from '../outRoom.ts'

/**
 * An e-mail (R9.3, R9.4): sealed to the mail worker and left at the endpoint, or sent from here by a clinic that has a
 * mail server of its own; the endpoint then never sees it.
 */
export const mailPut: OutRoom<{ readonly id: MailId }> = {
  kind: 'mail.put',
  pending: z.object({ id: MailId }),
  prepare: async (context, { id }, row, { mailRecipient, isInDoubt }) => {
    const content = await readMailContent(context.db, id)
    if (await opensNothing(context, id)) return { kind: 'refused', reason: 'predecessorRefused' }
    if (await isTimeInDoubt(context, id))
      return { kind: 'later', dueAt: plusMilliseconds(context.clock.now(), SHORTEST_WAIT) }
    const server = ownServerOf(await readClinic(context.db))
    if (server) return sendFromHere(context, server, id, row)
    // Sealed to the one it may be lost, to the other it may be read.
    if (isInDoubt) return { kind: 'later', dueAt: plusMilliseconds(context.clock.now(), LONGEST_WAIT) }
    await noteGivenToEndpoint(context.db, id)
    return {
      kind: 'push',
      bodies: [{ kind: 'mail.put', id, to: content.to, sealed: await sealJson(content, [mailRecipient]) }],
      answered: (tx, outcome) => answered(tx, context, id, row, outcome),
    }
  },
  refused: async (tx, context, { id }, row) => {
    const followed = await answered(tx, context, id, row, { kind: 'refused', reason: 'predecessorRefused' })
    return followed.topics
  },
}

/** R6.4: nobody is told of a time that somebody else may have. */
async function isTimeInDoubt({ db }: CoreContext, id: MailId): Promise<boolean> {
  const mail = await findMail(db, id)
  if (mail && (await isSeriesInDoubt(db, mail))) return true
  const appointmentId = mail?.appointment_id ?? null
  const visit = appointmentId === null ? null : await findClaimable(db, AppointmentId.parse(appointmentId))
  return visit !== null && visit.claimState !== null
}

/** The endpoint refused the invitation that the e-mail carries, or its offer has run out: its link would lead nowhere. */
async function opensNothing({ db, clock }: CoreContext, id: MailId): Promise<boolean> {
  const offer = await findOfferOfMail(db, id)
  if (offer) return offerStanding(offer, clock.now()) !== 'offered'
  const mail = await findMail(db, id)
  const put = mail?.invitation_id ? await findOutboxRowAbout(db, 'invitation.put', mail.invitation_id) : null
  return put?.state === 'refused'
}

async function answered(
  tx: Tx,
  context: CoreContext,
  mailId: MailId,
  row: OutboxRow,
  outcome: ItemOutcome,
): Promise<Followed> {
  if (outcome.kind === 'taken') return { topics: await noteMailLeft(tx, context, mailId) }
  const failure = { kind: 'givenUp', reason: outcome.reason === 'mailQuota' ? 'quota' : 'refused' } as const
  return { topics: (await noteFailure(tx, context, mailId, row, failure)) ?? [] }
}

/** `eventSeq` is negative, so that it is as unique as an endpoint's and never one of them. */
function noteFailure(tx: Tx, context: CoreContext, mailId: MailId, row: OutboxRow, failure: MailFailure) {
  return noteMailFailed(tx, context, { mailId, failure, at: context.clock.now(), eventSeq: -row.seq })
}

const GIVE_UP_AFTER = 3 * DAY
const LONGEST_WAIT = 15 * MINUTE
const SHORTEST_WAIT = MINUTE / 2

/**
 * What became of it is known here at once. Should the process die between the mail server's 250 and our commit, the
 * e-mail leaves again with the same Message-ID (R9.3).
 */
export async function sendFromHere(
  context: CoreContext,
  server: SmtpServer,
  mailId: MailId,
  row: OutboxRow,
): Promise<Outgoing> {
  try {
    await context.ownMail.send(server, await readMailContent(context.db, mailId))
  } catch (cause) {
    if (storeTroubleOf(cause)) throw cause
    context.log('warn', 'mail.notSent', { mailId, error: errorName(cause) })
    const now = context.clock.now()
    const age = Date.parse(now) - Date.parse(row.created_at)
    const failure = finalFailure(cause, age)
    // As long again as it has waited so far: half a minute at first, a quarter of an hour at most.
    const wait = Math.min(Math.max(age, SHORTEST_WAIT), LONGEST_WAIT)
    if (!failure) return { kind: 'later', dueAt: plusMilliseconds(now, wait) }
    return settled(context, mailId, (tx) => noteFailure(tx, context, mailId, row, failure))
  }
  return settled(context, mailId, (tx) => noteMailSent(tx, mailId, context.clock.now()))
}

function settled(context: CoreContext, mailId: MailId, note: (tx: Tx) => ReturnType<typeof noteMailSent>): Outgoing {
  return {
    kind: 'settled',
    settle: async (tx) => {
      await noteMailLeft(tx, context, mailId)
      return (await note(tx)) ?? []
    },
  }
}

/** A refused address is final; anything else may pass, for three days: also that the server refuses the clinic's login. */
function finalFailure(cause: unknown, ageMilliseconds: number): MailFailure | null {
  const delivery = deliveryOf(cause)
  if (delivery.kind === 'bounced') return { kind: 'addressRefused', code: delivery.code }
  return ageMilliseconds < GIVE_UP_AFTER ? null : { kind: 'givenUp', reason: 'notAccepted' }
}
