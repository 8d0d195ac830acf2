import { z } from 'zod'
import { SaleRules } from './booking/sale.ts'
import { ConcernKind } from './bookingConcerns.ts'
import { MailWay, OwnMailServer } from './mailServer.ts'
import { StaffRole } from './roles.ts'
import { ServiceField } from './services.ts'
import { SetAsideReason } from './setAside.ts'
import { StaffField } from './staff.ts'
import { ToldHow } from './telling.ts'
import { CalendarDay, Instant } from './time.ts'
import { VisitAct } from './undo.ts'
import { AppointmentStatus } from './visibility.ts'
import { VISIT_NOTES } from './visitNotes.ts'

/** The fields of a patient's details, as the audit log names what was changed: their names, never their contents. */
export const PatientField = z.enum(['givenName', 'familyName', 'birthOn', 'phone', 'email'])
export type PatientField = z.infer<typeof PatientField>

const bare = <A extends string>(action: A) => z.object({ action: z.literal(action) })
const reasoned = <A extends string>(action: A) =>
  z.object({ action: z.literal(action), email: z.string(), reason: z.string() })
const titled = <A extends string>(action: A) => z.object({ action: z.literal(action), title: z.string() })
const named = <A extends string>(action: A) => z.object({ action: z.literal(action), name: z.string() })
const offeredTime = <A extends string>(action: A) => z.object({ action: z.literal(action), startsAt: Instant })
const addressed = <A extends string>(action: A) => z.object({ action: z.literal(action), email: z.string() })

/** R8.6: everything that stands in the audit log, each action with its facts. Closed: what is not here is not written. */
export const AuditFacts = z.discriminatedUnion('action', [
  bare('clinic.created'),
  bare('setUp.ended'),
  z.object({
    action: z.literal('settings.changed'),
    name: z.string().optional(),
    addressLine: z.string().optional(),
    phone: z.string().optional(),
    email: z.string().optional(),
    timeZone: z.string().optional(),
    accessDays: z.number().int().optional(),
    undoSeconds: z.number().int().optional(),
    ofAge: z.number().int().optional(),
    reminderHours: z.number().int().nullable().optional(),
    shortName: z.string().nullable().optional(),
    mailWay: MailWay.optional(),
    ...OwnMailServer.partial().shape,
    idleMinutes: z.number().int().optional(),
    /** R8.5. */
    openHours: z.string().optional(),
    outOfHoursText: z.string().optional(),
  }),
  named('service.added'),
  /** `to`: what it is called from now on, where that changed. */
  z.object({
    action: z.literal('service.changed'),
    name: z.string(),
    to: z.string().nullable(),
    fields: z.array(ServiceField),
  }),
  named('service.withdrawn'),
  named('service.broughtBack'),
  named('service.moved'),
  /** `beginsOn`: null for the hours that always count. */
  z.object({ action: z.literal('hours.changed'), name: z.string(), beginsOn: CalendarDay.nullable() }),
  z.object({ action: z.literal('hours.removed'), name: z.string(), beginsOn: CalendarDay }),
  z.object({
    action: z.literal('timeOff.added'),
    name: z.string(),
    fromOn: CalendarDay,
    toOn: CalendarDay,
    /** Visits that stand in it and were left on purpose. */
    visitsLeft: z.number().int(),
  }),
  z.object({ action: z.literal('timeOff.removed'), name: z.string(), fromOn: CalendarDay, toOn: CalendarDay }),
  z.object({ action: z.literal('desk.paired'), endpointUrl: z.string() }),
  z.object({ action: z.literal('endpoint.accepted'), portalUrl: z.string(), mailRecipient: z.string() }),
  addressed('link.left'),
  z.object({ action: z.literal('login.newEmail'), email: z.string(), newEmail: z.string() }),
  bare('auditLog.read'),
  z.object({ action: z.literal('auditLog.taken'), how: z.enum(['printed', 'exported']), count: z.number().int() }),
  bare('server.downloaded'),
  bare('server.wipeAsked'),
  bare('server.wiped'),
  bare('recoverySheet.shown'),
  bare('recoverySheet.checked'),
  z.object({ action: z.literal('staff.added'), name: z.string(), role: StaffRole }),
  /** `to` and `role`: what they are called, and may do, from now on, where that changed. */
  z.object({
    action: z.literal('staff.changed'),
    name: z.string(),
    to: z.string().nullable(),
    role: StaffRole.nullable(),
    fields: z.array(StaffField),
  }),
  z.object({
    action: z.literal('staff.deactivated'),
    name: z.string(),
    /** Visits to come that were left on purpose. */
    visitsLeft: z.number().int(),
  }),
  named('staff.givenBack'),
  named('staff.passwordReset'),
  /** By its owner. */
  bare('password.chosen'),
  bare('password.changed'),
  bare('secondFactor.turnedOn'),
  bare('secondFactor.turnedOff'),
  z.object({ action: z.literal('secondFactor.spareCodeUsed'), left: z.number().int() }),
  /** By another admin, because it was lost. */
  z.object({ action: z.literal('secondFactor.reset'), name: z.string(), reason: z.string() }),
  /** One's own. */
  bare('calendarAddress.made'),
  bare('calendarAddress.changed'),
  bare('calendarAddress.ended'),
  bare('session.signedIn'),
  bare('session.signedOut'),
  bare('patient.added'),
  z.object({ action: z.literal('patient.changed'), fields: z.array(PatientField) }),
  z.object({ action: z.literal('patients.imported'), count: z.number().int() }),
  z.object({ action: z.literal('patients.importUndone'), count: z.number().int() }),
  bare('patient.read'),
  bare('appointments.read'),
  /** Visits to come, on a slip for the patient. */
  z.object({ action: z.literal('appointments.printed'), count: z.number().int() }),
  /** `on`: the first day. `name`: of one practitioner; null for everybody's. */
  z.object({
    action: z.literal('calendar.printed'),
    view: z.enum(['day', 'week']),
    on: CalendarDay,
    name: z.string().nullable(),
  }),
  /** `on`: whose day the call list is of. */
  z.object({ action: z.literal('callList.printed'), on: CalendarDay, count: z.number().int() }),
  /** An .ics file of a visit, for its patient; and of one practitioner's taken times. */
  bare('appointment.savedAsFile'),
  z.object({ action: z.literal('times.savedAsFile'), name: z.string(), fromOn: CalendarDay, toOn: CalendarDay }),
  bare('forms.read'),
  bare('plans.read'),
  bare('access.read'),
  bare('history.read'),
  addressed('patient.seenAsHolder'),
  /** `despite`: what the person was told is out of the ordinary (R6.4); nothing where it was as usual. */
  z.object({ action: z.literal('appointment.booked'), despite: z.array(ConcernKind).optional() }),
  z.object({
    action: z.literal('appointment.overbooked'),
    reason: z.string(),
    despite: z.array(ConcernKind).optional(),
  }),
  z.object({
    action: z.literal('appointment.statusChanged'),
    from: AppointmentStatus,
    to: AppointmentStatus,
    /** Of a cancellation. */
    reason: z.string().optional(),
  }),
  z.object({
    action: z.literal('appointment.moved'),
    from: Instant,
    to: Instant,
    /** How long it is now, where that changed. */
    minutes: z.number().int().optional(),
    despite: z.array(ConcernKind).optional(),
    /** Two at once, on purpose. */
    reason: z.string().optional(),
  }),
  z.object({ action: z.literal('appointment.told'), how: ToldHow }),
  /** R6.2: several visits that recur, at once. */
  z.object({ action: z.literal('series.booked'), visits: z.number().int() }),
  z.object({ action: z.literal('series.cancelled'), visits: z.number().int(), reason: z.string().optional() }),
  /** `from`, `to`: of the first of them. */
  z.object({ action: z.literal('series.moved'), visits: z.number().int(), from: Instant, to: Instant }),
  /** Which of them, never what they say. */
  z.object({ action: z.literal('appointment.noted'), fields: z.array(z.enum(VISIT_NOTES)) }),
  /** R6.2: ticked on the call list, or the tick taken away. */
  z.object({ action: z.literal('appointment.called'), isCalled: z.boolean() }),
  /** R6.3: by the login of this e-mail. */
  addressed('appointment.bookedOnline'),
  addressed('appointment.movedOnline'),
  addressed('appointment.cancelledOnline'),
  addressed('appointment.doubtful'),
  /** R6.4: somebody was faster; taken back, or a task. */
  bare('appointment.refused'),
  bare('appointment.clashed'),
  z.object({ action: z.literal('appointment.keptBoth'), reason: z.string() }),
  bare('appointment.keptBothUndone'),
  bare('appointment.approved'),
  bare('appointment.declined'),
  bare('appointment.approvalUndone'),
  /** R6.2: who waits for a time, and what they were offered. */
  bare('waitingList.added'),
  addressed('waitingList.askedOnline'),
  bare('waitingList.changed'),
  bare('waitingList.removed'),
  bare('waitingList.removalUndone'),
  z.object({ action: z.literal('waitingList.offered'), startsAt: Instant, until: Instant }),
  offeredTime('waitingList.withdrawn'),
  /** `insteadOf`: when the visit was that is there from now on. */
  z.object({ action: z.literal('waitingList.accepted'), startsAt: Instant, insteadOf: Instant.optional() }),
  offeredTime('waitingList.declined'),
  /** R6.5: whose chart somebody turned out to be, by its number. */
  z.object({ action: z.literal('patient.merged'), chartNumber: z.number().int() }),
  z.object({ action: z.literal('patient.mergeUndone'), chartNumber: z.number().int() }),
  bare('patient.madeChart'),
  bare('patient.madeChartUndone'),
  z.object({
    action: z.literal('onlineBooking.changed'),
    ...SaleRules.partial().shape,
    isOpen: z.boolean().optional(),
    offerMinutes: z.number().int().optional(),
    frameSites: z.string().optional(),
  }),
  /** What was taken back. */
  z.object({ action: z.literal('appointment.undone'), act: VisitAct }),
  bare('invitation.prepared'),
  /** On a slip with its code. */
  bare('invitation.printed'),
  addressed('invitation.sent'),
  z.object({ action: z.literal('invitation.revoked'), reason: z.string().nullable() }),
  z.object({ action: z.literal('invitation.extended'), until: Instant }),
  /** R5.3: whoever redeems it becomes a holder of whom the others are not told. */
  reasoned('invitation.untold'),
  addressed('invitation.redeemed'),
  addressed('invitation.unproven'),
  addressed('login.renewed'),
  addressed('login.restored'),
  addressed('link.suspended'),
  reasoned('link.ended'),
  reasoned('link.lowered'),
  titled('plan.added'),
  titled('plan.written'),
  z.object({ action: z.literal('plan.published'), title: z.string(), version: z.number().int() }),
  z.object({ action: z.literal('plan.publishingUndone'), title: z.string(), version: z.number().int() }),
  bare('documents.read'),
  titled('document.added'),
  titled('document.read'),
  z.object({ action: z.literal('document.renamed'), title: z.string(), to: z.string() }),
  /** With whom, by their e-mails; null: with everybody who has full access. */
  z.object({ action: z.literal('document.shared'), title: z.string(), emails: z.array(z.string()).nullable() }),
  titled('document.unshared'),
  titled('document.recalled'),
  z.object({ action: z.literal('document.opened'), title: z.string(), email: z.string() }),
  z.object({ action: z.literal('file.received'), name: z.string(), email: z.string() }),
  z.object({ action: z.literal('file.refused'), name: z.string(), email: z.string() }),
  named('file.read'),
  z.object({ action: z.literal('file.filed'), name: z.string(), title: z.string() }),
  z.object({ action: z.literal('forms.sent'), titles: z.array(z.string()) }),
  bare('messages.read'),
  addressed('message.received'),
  /** `readers`: how many may read it online. */
  z.object({ action: z.literal('message.sent'), readers: z.number().int() }),
  titled('submission.received'),
  titled('submission.read'),
  titled('submission.filed'),
  z.object({ action: z.literal('inbox.settled'), kind: z.string() }),
  titled('submission.filingUndone'),
  z.object({ action: z.literal('inbox.settlingUndone'), kind: z.string() }),
  z.object({ action: z.literal('events.putAway'), reason: SetAsideReason, count: z.number().int() }),
  /** R11.6: the endpoint told of an earlier row of this log, or of none (0), than it had answered for. */
  z.object({ action: z.literal('endpoint.putBack'), heldRow: z.number().int(), toldRow: z.number().int() }),
  z.object({ action: z.literal('putBack.putAway'), count: z.number().int() }),
  addressed('holder.putAway'),
  /** R11.6. `sha256` of the event as it came; null where several are counted together from here on. */
  z.object({
    action: z.literal('event.notKept'),
    bytes: z.number().int(),
    sha256: z.string().nullable(),
    /** Of the login that wrote it; null where nobody is known to have. */
    email: z.string().nullable(),
  }),
  z.object({ action: z.literal('notKept.putAway'), email: z.string().nullable(), count: z.number().int() }),
  addressed('mail.tested'),
  addressed('mail.undone'),
  addressed('mail.sentAgain'),
])
export type AuditFacts = z.infer<typeof AuditFacts>
export type AuditAction = AuditFacts['action']

/** How the chain of the audit log stands: whole; broken at a row; or shorter than, or other than, what was anchored. */
export const AuditVerdict = z.discriminatedUnion('state', [
  z.object({ state: z.literal('whole'), rows: z.number().int() }),
  z.object({ state: z.literal('broken'), atSeq: z.number().int() }),
  z.object({ state: z.literal('cut'), anchoredSeq: z.number().int() }),
])
export type AuditVerdict = z.infer<typeof AuditVerdict>
