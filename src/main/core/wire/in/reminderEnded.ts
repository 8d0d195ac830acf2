import type { CoreContext, Tx } from '../../context.ts'
import { findMail, updateMail } from '../../db/mails.ts'
import { endReminder } from '../../services/reminders/endReminder.ts'
import { passOver, type Arrived, type InRoom } from '../inRoom.ts'

/** R9.1: a reminder did not leave, because its visit is not as it said. */
export const reminderEnded: InRoom<'reminder.ended', never> = {
  kind: 'reminder.ended',
  apply: async (tx: Tx, context: CoreContext, event: Arrived<'reminder.ended'>) => {
    const { mailId } = event.body
    const mail = await findMail(tx, mailId)
    if (mail?.kind !== 'reminder') return passOver(context, event, 'unknownMail')
    if (mail.state !== 'waiting') return []
    await updateMail(tx, mailId, { state: 'withdrawn' })
    // Where its visit stands another is laid up: this one leaves beside it by no word of the endpoint's (R11.5).
    await endReminder(tx, context, mailId)
    return ['outbox']
  },
}
