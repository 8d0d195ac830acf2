import { implement } from '@orpc/server'
import { portalContract, type ReminderLook } from '../../../shared/contract/portal.ts'
import { wayToChange } from '../../../shared/domain/booking/claims.ts'
import { SALE_RULES } from '../../../shared/domain/booking/sale.ts'
import type { ClinicId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import { change, type EndpointContext } from '../../context.ts'
import { answerReminder, findReminderByToken, withStanding, type Reminder } from '../../db/reminders.ts'
import { findSale } from '../../db/sales.ts'
import type { Db } from '../../db/tables.ts'
import { calledName } from './booking/visitMail.ts'
import { callsOf } from './portalLimits.ts'
import { requireWithin, type PortalRequest } from './portalRequest.ts'

/** R9.1: "I will come", and how the visit stands meanwhile. */
export function reminderCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().reminder
  return {
    look: os.look.handler(async ({ input: { clinicId, token }, context, errors }) => {
      await requireWithin(endpoint, callsOf('reminder', context.address), errors)
      const reminder = await findReminderByToken(endpoint.db, clinicId, hashToken(token))
      if (!reminder) throw errors.NOT_FOUND()
      return lookAt(endpoint.db, clinicId, reminder, endpoint.clock.now())
    }),

    answer: os.answer.handler(async ({ input: { clinicId, token, mac }, context, errors }) => {
      await requireWithin(endpoint, callsOf('reminder', context.address), errors)
      return change(endpoint, clinicId, async (tx, append, now) => {
        const reminder = await findReminderByToken(tx, clinicId, hashToken(token))
        if (!reminder) throw errors.NOT_FOUND()
        const look = await lookAt(tx, clinicId, reminder, now)
        if (look.standing !== 'stands' || !(await answerReminder(tx, clinicId, reminder.id, now))) return look
        await append({ kind: 'reminder.answered', mailId: reminder.id, mac })
        return { ...look, answeredAt: now }
      })
    }),
  }
}

async function lookAt(db: Db, clinicId: ClinicId, reminder: Reminder, now: Instant): Promise<ReminderLook> {
  const { standing, claim } = await withStanding(db, clinicId, reminder, now)
  const sale = await findSale(db, clinicId)
  const { startsAt } = reminder
  const isOnline = claim !== null && claim.loginId !== null
  const changes = wayToChange({ startsAt, isOnline }, sale?.rules ?? SALE_RULES, now)
  return {
    mailId: reminder.id,
    visitId: reminder.visitId,
    standing,
    startsAt,
    endsAt: reminder.endsAt,
    practitionerName: sale === null ? '' : calledName({ sale }, reminder.practitionerId),
    movedTo: standing === 'moved' && claim !== null ? claim.startsAt : null,
    canBeChanged: standing === 'stands' && changes.by === 'online',
    answeredAt: reminder.answeredAt,
  }
}
