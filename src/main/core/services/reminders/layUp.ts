import { randomBytes } from 'node:crypto'
import { MailId } from '../../../../shared/domain/ids.ts'
import { laidUpNow, reminderLeavesAt } from '../../../../shared/domain/reminders.ts'
import type { Instant } from '../../../../shared/domain/time.ts'
import { identityFrom, toFragment } from '../../../../shared/envelope/secrets.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { readClinic, type ClinicRow } from '../../db/clinic.ts'
import { insertMail, updateMail } from '../../db/mails.ts'
import {
  hastenReminders,
  insertReminder,
  listToRemind,
  listUntrueReminders,
  type VisitToRemind,
} from '../../db/reminders.ts'
import { ownServerOf } from '../../mail/ownMail.ts'
import { enqueue } from '../../wire/enqueue.ts'
import { reminderPut } from '../../wire/out/reminderPut.ts'
import { isPaired } from '../mail/leaveMail.ts'
import { endReminder } from './endReminder.ts'
import { composeReminder, saidOfClinic } from './reminderMail.ts'

/** A round lays up so many; what is more waits for the next one, which begins at once. */
const AT_ONCE = 25

/**
 * R9.1: before a round hands over what waits. Whatever changed a visit, its patient or the settings: what is no longer true is taken
 * back, and what is to leave within two weeks is laid up. A visit without its reminder, or a reminder without its visit, is put right here
 * whoever caused it, a crash among them (decision 0038).
 */
export async function refreshReminders(context: CoreContext): Promise<void> {
  if (!(await isPaired(context.db))) return
  const clinic = await readClinic(context.db)
  const isAnyEnded = await endUntrue(context, clinic)
  const laidUp = await layUp(context, clinic)
  if (!ownServerOf(clinic)) await hastenReminders(context.db, context.clock.now())
  if (isAnyEnded || laidUp > 0) context.changes.publish('outbox')
  if (laidUp === AT_ONCE) context.wakeSync()
}

async function endUntrue(context: CoreContext, clinic: ClinicRow): Promise<boolean> {
  const { clinicJson } = await saidOfClinic(context.db)
  const settings = {
    hours: clinic.reminder_hours,
    timeZone: clinic.time_zone,
    clinicJson,
    isOwnServer: ownServerOf(clinic) !== null,
    now: context.clock.now(),
  }
  if ((await listUntrueReminders(context.db, settings)).length === 0) return false
  await context.db.transaction().execute(async (tx) => {
    for (const { mailId, isWaiting } of await listUntrueReminders(tx, settings)) {
      if (isWaiting) await updateMail(tx, mailId, { state: 'withdrawn' })
      await endReminder(tx, context, mailId)
    }
  })
  return true
}

/** @returns how many it left: as many as it may, where more may wait */
async function layUp(context: CoreContext, clinic: ClinicRow): Promise<number> {
  const { reminder_hours: hours } = clinic
  if (hours === null) return 0
  const visits = await listToRemind(context.db, laidUpNow(hours, context.clock.now()))
  const due = visits.map((visit) => ({ visit, leavesAt: reminderLeavesAt(visit.startsAt, hours, clinic.time_zone) }))
  // Whoever was given their time later than that has just heard of it.
  const next = due.filter(({ leavesAt }) => leavesAt > context.clock.now()).slice(0, AT_ONCE)
  for (const { visit, leavesAt } of next) {
    await context.db.transaction().execute((tx) => leaveReminder(tx, context, visit, { hours, leavesAt }))
  }
  return next.length
}

async function leaveReminder(
  tx: Tx,
  context: CoreContext,
  visit: VisitToRemind,
  { hours, leavesAt }: { readonly hours: number; readonly leavesAt: Instant },
): Promise<void> {
  const said = await saidOfClinic(tx)
  const id = MailId.parse(context.ids())
  const now = context.clock.now()
  const secret = identityFrom(randomBytes(32))
  const { practitionerCalledName, email: to } = visit
  const content = composeReminder(said, {
    ...{ id, visit, practitionerCalledName, to, leavesAt },
    fragment: toFragment(secret),
  })
  await insertMail(tx, {
    ...{
      id,
      kind: 'reminder',
      carries_link: 0,
      patient_id: visit.patientId,
      invitation_id: null,
      appointment_id: null,
    },
    ...{ recipient_email: content.to, subject: content.subject, content_json: JSON.stringify(content) },
    ...{ state: 'waiting', created_at: now, leaves_at: leavesAt, sent_at: null, failure_json: null },
  })
  await insertReminder(tx, {
    ...{ mail_id: id, appointment_id: visit.id, practitioner_id: visit.practitionerId },
    ...{ starts_at: visit.startsAt, ends_at: visit.endsAt, reminder_hours: hours, time_zone: said.clinic.time_zone },
    ...{ clinic_json: said.clinicJson, called_name: visit.practitionerCalledName },
    ...{ secret, ended_at: null, answered_at: null },
  })
  const delayMilliseconds = ownServerOf(said.clinic) ? Date.parse(leavesAt) - Date.parse(now) : 0
  await enqueue(tx, context, reminderPut, { id }, { delayMilliseconds })
}
