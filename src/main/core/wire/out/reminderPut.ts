import { z } from 'zod'
import { MailId } from '../../../../shared/domain/ids.ts'
import { HOUR, MINUTE, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { hashToken } from '../../../../shared/envelope/secrets.ts'
import { sealJson } from '../../../../shared/envelope/seal.ts'
import { reminderToken } from '../../../../shared/envelope/willCome.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import { findMail, readMailContent, updateMail } from '../../db/mails.ts'
import { postponeRow, type OutboxRow } from '../../db/outbox.ts'
import { findReminder, giveReminder, listGivenReminders, noteReminderEnded } from '../../db/reminders.ts'
import { ownServerOf } from '../../mail/ownMail.ts'
import { noteMailFailed } from '../../services/mail/mailOutcomes.ts'
import { enqueue } from '../enqueue.ts'
import type { Followed, ItemOutcome, OutRoom, Outgoing } from '../outRoom.ts'
import { sendFromHere } from './mailPut.ts'
import { reminderEnd } from './reminderEnd.ts'

const WHILE_IN_DOUBT = 15 * MINUTE
const BEYOND_QUOTA = HOUR

/**
 * R9.1, R9.4: a reminder is sealed to the mail worker and left at the endpoint long before it goes, so that it goes with the desk off. A
 * clinic with a mail server of its own keeps it here until then.
 */
export const reminderPut: OutRoom<{ readonly id: MailId }> = {
  kind: 'reminder.put',
  pending: z.object({ id: MailId }),
  subjectOf: ({ id }) => id,
  prepare: async (context, { id }, row, { mailRecipient, isInDoubt }) => {
    const now = context.clock.now()
    const mail = await findMail(context.db, id)
    const reminder = await findReminder(context.db, id)
    if (mail?.state !== 'waiting' || !reminder) return nothing
    if (reminder.startsAt <= now) return { kind: 'settled', settle: (tx) => noteOverdue(tx, context, id) }
    const server = ownServerOf(await readClinic(context.db))
    if (server && mail.leaves_at > now) return { kind: 'later', dueAt: plusMilliseconds(now, untilThen(mail, now)) }
    if (server) return sendFromHere(context, server, id, row)
    if (isInDoubt) return { kind: 'later', dueAt: plusMilliseconds(now, WHILE_IN_DOUBT) }
    const sealed = await sealJson(await readMailContent(context.db, id), [mailRecipient])
    if (!(await giveReminder(context.db, id))) return nothing
    const { visitId, practitionerId, startsAt, endsAt, secret } = reminder
    return {
      kind: 'push',
      bodies: [
        {
          ...{ kind: 'reminder.put', id, visit: { id: visitId, practitionerId, startsAt, endsAt } },
          ...{
            leavesAt: plusMilliseconds(now, untilThen(mail, now)),
            tokenHash: hashToken(reminderToken(secret)),
            sealed,
          },
        },
      ],
      answered: (tx, outcome) => answered(tx, context, id, row, outcome),
    }
  },
}

/** It was taken back meanwhile, or has left. */
const nothing: Outgoing = { kind: 'settled', settle: () => Promise.resolve([]) }

function untilThen(mail: { readonly leaves_at: string }, now: string): number {
  return Date.parse(mail.leaves_at) - Date.parse(now)
}

/** The desk was off until its visit had begun. */
async function noteOverdue(tx: Tx, { clock }: CoreContext, id: MailId) {
  await updateMail(tx, id, { state: 'withdrawn' })
  await noteReminderEnded(tx, id, clock.now())
  return ['outbox'] as const
}

/** It goes on waiting where the endpoint has it; beyond a day's number it is left again later. */
async function answered(
  tx: Tx,
  context: CoreContext,
  mailId: MailId,
  row: OutboxRow,
  outcome: ItemOutcome,
): Promise<Followed> {
  if (outcome.kind === 'taken') return { topics: ['outbox'] }
  const at = context.clock.now()
  if (outcome.reason === 'mailQuota') {
    await postponeRow(tx, row.id, plusMilliseconds(at, BEYOND_QUOTA))
    return { topics: [], isWaiting: true }
  }
  const failure = { kind: 'givenUp', reason: 'refused' } as const
  return { topics: (await noteMailFailed(tx, context, { mailId, failure, at, eventSeq: -row.seq })) ?? [] }
}

/** To an endpoint that may know other things of them, or none. */
export async function publishReminders(tx: Tx, context: Pick<CoreContext, 'clock' | 'ids'>): Promise<void> {
  for (const { mailId: id, hasEnded, isWaiting } of await listGivenReminders(tx, context.clock.now())) {
    if (hasEnded) await enqueue(tx, context, reminderEnd, { id })
    else if (isWaiting) await enqueue(tx, context, reminderPut, { id })
  }
}
