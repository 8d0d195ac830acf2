import type { MailId } from '../../../../shared/domain/ids.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { wasGivenToEndpoint } from '../../db/mails.ts'
import { deleteOutboxRowAbout } from '../../db/outbox.ts'
import { noteReminderEnded } from '../../db/reminders.ts'
import { enqueue } from '../../wire/enqueue.ts'
import { reminderEnd } from '../../wire/out/reminderEnd.ts'

/** R9.3: a reminder does not leave, here or at the endpoint; of one that has left its page says that the visit is not as it said. */
export async function endReminder(tx: Tx, context: Pick<CoreContext, 'clock' | 'ids'>, mailId: MailId): Promise<void> {
  await noteReminderEnded(tx, mailId, context.clock.now())
  await deleteOutboxRowAbout(tx, 'reminder.put', mailId)
  if (await wasGivenToEndpoint(tx, mailId)) await enqueue(tx, context, reminderEnd, { id: mailId })
}
