import { isSameMac } from '../../../../shared/envelope/secrets.ts'
import { willComeMac } from '../../../../shared/envelope/willCome.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import { findReminder, noteReminderAnswered } from '../../db/reminders.ts'
import { passOver, type Arrived, type InRoom } from '../inRoom.ts'

/** R9.1, R11.5: "I will come", believed of whoever has the reminder's secret and of nobody else. */
export const reminderAnswered: InRoom<'reminder.answered', never> = {
  kind: 'reminder.answered',
  apply: async (tx: Tx, context: CoreContext, event: Arrived<'reminder.answered'>) => {
    const { mailId, mac } = event.body
    const reminder = await findReminder(tx, mailId)
    if (!reminder) return passOver(context, event, 'unknownMail')
    const { id: clinicId } = await readClinic(tx)
    const { secret, visitId, startsAt } = reminder
    if (!isSameMac(mac, willComeMac(secret, { clinicId, mailId, visitId, startsAt }))) {
      return passOver(context, event, 'notProven')
    }
    return (await noteReminderAnswered(tx, mailId, event.at)) ? ['appointments'] : []
  },
}
