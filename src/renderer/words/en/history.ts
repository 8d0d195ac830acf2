import type { HistoryLine } from '../../../shared/contract/desk/patients.ts'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { ConcernKind } from '../../../shared/domain/bookingConcerns.ts'
import type { AuditFacts, PatientField } from '../../../shared/domain/auditFacts.ts'
import type { ToldHow } from '../../../shared/domain/telling.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { VisitNoteField } from '../../../shared/domain/visitNotes.ts'
import type { VisitAct } from '../../../shared/domain/undo.ts'
import { roles } from './roles.ts'
import { toSettle } from './toSettle.ts'
import { today } from './today.ts'

const fields = {
  givenName: 'given name',
  familyName: 'family name',
  birthOn: 'date of birth',
  phone: 'telephone',
  email: 'e-mail',
} satisfies Record<PatientField, string>

const bare = {
  'documents.read': 'Documents opened',
  'clinic.created': 'Clinic made',
  'setUp.ended': 'Set-up ended',
  'session.signedIn': 'Signed in',
  'session.signedOut': 'Signed out',
  'password.chosen': 'Password chosen with a one-time code',
  'password.changed': 'Own password changed',
  'secondFactor.turnedOn': 'Second factor turned on',
  'secondFactor.turnedOff': 'Second factor turned off',
  'calendarAddress.made': 'Own calendar address turned on',
  'calendarAddress.changed': 'Own calendar address changed',
  'calendarAddress.ended': 'Own calendar address turned off',
  'patient.added': 'Chart made',
  'patient.read': 'Chart opened',
  'appointments.read': 'Appointments looked at',
  'appointment.savedAsFile': 'Calendar file of a visit saved',
  'forms.read': 'Smart Forms looked at',
  'plans.read': 'Treatment plans looked at',
  'messages.read': 'Messages looked at',
  'access.read': 'Access looked at',
  'history.read': 'History looked at',
  'invitation.prepared': 'Access Code requested',
  'invitation.printed': 'Slip with the Access Code printed',
  'settings.changed': 'Settings changed',
  'auditLog.read': 'Audit log read',
  'server.downloaded': 'What the server knows downloaded',
  'server.wipeAsked': 'Wiping the online service asked for',
  'server.wiped': 'The online service wiped, to be rebuilt',
  'recoverySheet.shown': 'Recovery sheet shown',
  'recoverySheet.checked': 'Recovery sheet checked',
  'inbox.settled': 'Inbox item settled',
  'inbox.settlingUndone': 'Settling of an Inbox item undone',
} as const

const named = {
  'file.read': 'File read',
  'service.added': 'Service added',
  'service.withdrawn': 'Service withdrawn',
  'service.broughtBack': 'Service offered again',
  'service.moved': 'Service put in another place of the list',
  'staff.givenBack': 'Account given back',
  'staff.passwordReset': 'New one-time code in place of the password',
} as const

const addressed = {
  'patient.seenAsHolder': 'Seen as',
  'invitation.sent': 'Access Link sent to',
  'invitation.redeemed': 'Invitation redeemed by',
  'invitation.unproven': 'Invitation redeemed without proof by',
  'login.renewed': 'Lost password renewed by',
  'login.restored': 'Renewed password taken back, of',
  'link.suspended': 'Access suspended since its password was renewed, of',
  'message.received': 'Message received from',
  'holder.putAway': 'Notice put away: no key that can be used, of',
  'mail.tested': 'Test e-mail sent to',
  'mail.undone': 'E-mail undone, to',
  'mail.sentAgain': 'E-mail sent again to',
} as const

const titled = {
  'document.added': 'Document added',
  'document.read': 'Document read',
  'document.unshared': 'Document shared with nobody any more',
  'document.recalled': 'Document taken back',
  'plan.added': 'Treatment plan begun',
  'plan.written': 'Treatment plan written',
  'submission.received': 'Smart Form received',
  'submission.read': 'Smart Form read',
  'submission.filed': 'Smart Form filed',
  'submission.filingUndone': 'Filing undone',
} as const

const despite = {
  past: 'in the past',
  farAhead: 'more than two years ahead',
  away: 'on a day away',
  timeOff: 'in time off',
  outsideHours: 'outside working hours',
  break: 'in a break',
  runsOver: 'past the end of working hours',
  notOffered: 'with somebody who does not offer the service',
  withdrawn: 'of a service that is not offered any more',
} satisfies Record<ConcernKind, string>

const despiteOf = (kinds: readonly ConcernKind[] = []) => kinds.map((kind) => despite[kind])

const told = {
  email: 'Patient told by e-mail',
  telephone: 'Patient told by telephone',
  inPerson: 'Patient told in person',
} satisfies Record<ToldHow, string>

const noted = {
  reason: 'reason',
  note: 'note',
  alert: 'reception alert',
} satisfies Record<VisitNoteField, string>

const undone = {
  booked: 'Booking undone',
  statusChanged: 'Change of status undone',
  moved: 'Move undone',
  told: '“Patient told” undone',
  noted: 'Change of notes undone',
  called: 'Tick on the call list undone',
} satisfies Record<VisitAct, string>

/**
 * One line of the history (R8.6). What was written before actions had facts is shown as it stands, never hidden.
 * @param written a day and time, as they are written
 */
export function historyLine(facts: HistoryLine['facts'], written: (at: Instant) => string): string {
  switch (facts.action) {
    case 'earlier':
      return facts.text
    case 'auditLog.taken':
      return `Audit log ${facts.how}: ${facts.count} lines`
    case 'imported':
      return `Brought over from ${facts.fileName}`
    case 'patients.imported':
      return `Patients brought over: ${facts.count}`
    case 'patients.importUndone':
      return `Import undone: ${facts.count} patients removed`
    case 'clinic.created':
    case 'setUp.ended':
    case 'session.signedIn':
    case 'session.signedOut':
    case 'password.chosen':
    case 'password.changed':
    case 'secondFactor.turnedOn':
    case 'secondFactor.turnedOff':
    case 'calendarAddress.made':
    case 'calendarAddress.changed':
    case 'calendarAddress.ended':
    case 'patient.added':
    case 'patient.read':
    case 'appointments.read':
    case 'appointment.savedAsFile':
    case 'forms.read':
    case 'plans.read':
    case 'messages.read':
    case 'documents.read':
    case 'access.read':
    case 'history.read':
    case 'invitation.prepared':
    case 'invitation.printed':
    case 'settings.changed':
    case 'auditLog.read':
    case 'server.downloaded':
    case 'server.wipeAsked':
    case 'server.wiped':
    case 'recoverySheet.shown':
    case 'recoverySheet.checked':
    case 'inbox.settled':
    case 'inbox.settlingUndone':
      return bare[facts.action]
    case 'patient.seenAsHolder':
    case 'invitation.sent':
    case 'invitation.redeemed':
    case 'invitation.unproven':
    case 'message.received':
    case 'login.renewed':
    case 'login.restored':
    case 'link.suspended':
    case 'holder.putAway':
    case 'mail.tested':
    case 'mail.undone':
    case 'mail.sentAgain':
      return `${addressed[facts.action]} ${facts.email}`
    case 'document.added':
    case 'document.read':
    case 'document.unshared':
    case 'document.recalled':
    case 'plan.added':
    case 'plan.written':
    case 'submission.received':
    case 'submission.read':
    case 'submission.filed':
    case 'submission.filingUndone':
      return `${titled[facts.action]}: ${facts.title}`
    case 'events.putAway':
      return `Put away: ${toSettle.setAside(null, facts.count)}`
    case 'event.notKept':
      return toSettle.wasNotKept(facts.email, facts.bytes, facts.sha256)
    case 'notKept.putAway':
      return `Notice put away: ${toSettle.notKept(facts.email, facts.count)}`
    case 'endpoint.putBack':
      return `${toSettle.putBack(1)}: of the history it held ${facts.heldRow} rows of ${facts.toldRow}`
    case 'putBack.putAway':
      return `Notice put away: ${toSettle.putBack(facts.count)}`
    case 'service.added':
    case 'service.withdrawn':
    case 'service.broughtBack':
    case 'service.moved':
    case 'file.read':
    case 'staff.givenBack':
    case 'staff.passwordReset':
      return `${named[facts.action]}: ${facts.name}`
    case 'staff.added':
      return `Account added: ${facts.name}, ${roles.names[facts.role]}`
    case 'staff.changed':
      return [
        facts.to === null ? `Account changed: ${facts.name}` : `Account of ${facts.name} is now called ${facts.to}`,
        ...(facts.role === null ? [] : [`now ${roles.names[facts.role]}`]),
      ].join(', ')
    case 'staff.deactivated':
      return facts.visitsLeft === 0
        ? `Account deactivated: ${facts.name}`
        : `Account deactivated: ${facts.name}, ${facts.visitsLeft} visits to come left standing`
    case 'appointments.printed':
      return facts.count === 1 ? 'Slip of a visit printed' : `Slip of ${facts.count} visits printed`
    case 'calendar.printed':
      return [
        facts.view === 'day' ? `Calendar of ${facts.on} printed` : `Calendar of the week from ${facts.on} printed`,
        ...(facts.name === null ? [] : [facts.name]),
      ].join(', ')
    case 'secondFactor.spareCodeUsed':
      return `Spare code used, ${facts.left} left`
    case 'secondFactor.reset':
      return `Second factor of ${facts.name} given anew: ${facts.reason}`
    case 'hours.changed':
      return facts.beginsOn === null
        ? `Hours of ${facts.name} changed`
        : `Hours of ${facts.name} from ${facts.beginsOn} changed`
    case 'hours.removed':
      return `Hours of ${facts.name} from ${facts.beginsOn} taken away`
    case 'timeOff.added':
      return `Time off of ${facts.name} added, ${facts.fromOn} to ${facts.toOn}`
    case 'timeOff.removed':
      return `Time off of ${facts.name} taken away, ${facts.fromOn} to ${facts.toOn}`
    case 'service.changed':
      return facts.to === null ? `Service changed: ${facts.name}` : `Service ${facts.name} is now called ${facts.to}`
    case 'desk.paired':
      return `Connected to ${facts.endpointUrl}`
    case 'endpoint.accepted':
      return `Accepted of the online service: portal ${facts.portalUrl}, mail key ${facts.mailRecipient}`
    case 'patient.changed':
      return `Details changed: ${facts.fields.map((field) => fields[field]).join(', ')}`
    case 'appointment.booked':
      return ['Appointment booked', ...despiteOf(facts.despite)].join(', ')
    case 'appointment.overbooked':
      return `${['Appointment overbooked', ...despiteOf(facts.despite)].join(', ')}: ${facts.reason}`
    case 'appointment.statusChanged':
      return `Appointment: ${today.status[facts.from]} → ${today.status[facts.to]}${facts.reason ? `: ${facts.reason}` : ''}`
    case 'appointment.moved': {
      const moved = `Appointment moved from ${written(facts.from)} to ${written(facts.to)}`
      const stays = facts.from === facts.to && facts.minutes !== undefined
      const length = facts.minutes === undefined ? [] : [`now ${facts.minutes} min`]
      const all = [
        ...(stays ? ['Length of the appointment changed'] : [moved]),
        ...length,
        ...despiteOf(facts.despite),
      ].join(', ')
      return facts.reason ? `${all}: ${facts.reason}` : all
    }
    case 'appointment.told':
      return told[facts.how]
    case 'series.booked':
      return `${facts.visits} recurring appointments booked`
    case 'series.cancelled':
      return `${facts.visits} recurring appointments cancelled${facts.reason ? `: ${facts.reason}` : ''}`
    case 'series.moved':
      return `${facts.visits} recurring appointments moved, the first from ${written(facts.from)} to ${written(facts.to)}`
    case 'appointment.noted':
      return `Appointment: ${facts.fields.map((field) => noted[field]).join(', ')} changed`
    case 'appointment.called':
      return facts.isCalled ? 'Ticked on the call list' : 'Tick on the call list taken away'
    case 'times.savedAsFile':
      return `Calendar file of the times of ${facts.name} saved, ${facts.fromOn} to ${facts.toOn}`
    case 'callList.printed':
      return `Call list of ${facts.on} printed, ${facts.count === 1 ? '1 visit' : `${facts.count} visits`}`
    case 'appointment.bookedOnline':
      return `Appointment booked online by ${facts.email}`
    case 'appointment.movedOnline':
      return `Appointment moved online by ${facts.email}`
    case 'appointment.cancelledOnline':
      return `Appointment cancelled online by ${facts.email}`
    case 'appointment.doubtful':
      return `Something of an appointment came online that cannot be believed${facts.email ? `, as from ${facts.email}` : ''}`
    case 'appointment.refused':
      return 'Appointment taken back: the time was booked online'
    case 'appointment.clashed':
      return 'Appointment runs into another'
    case 'appointment.keptBoth':
      return `Two appointments at once, kept on purpose: ${facts.reason}`
    case 'appointment.keptBothUndone':
      return 'Two appointments at once are to settle again'
    case 'appointment.approved':
      return 'Online booking approved'
    case 'appointment.declined':
      return 'Online booking declined'
    case 'appointment.approvalUndone':
      return 'Online booking waits for an answer again'
    case 'waitingList.askedOnline':
      return `Put on the waiting list, as ${facts.email} asked online`
    case 'waitingList.added':
      return 'Put on the waiting list'
    case 'waitingList.changed':
      return 'Waiting list: wishes changed'
    case 'waitingList.removed':
      return 'Taken off the waiting list'
    case 'waitingList.removalUndone':
      return 'On the waiting list again'
    case 'waitingList.offered':
      return `Waiting list: ${written(facts.startsAt)} offered until ${written(facts.until)}`
    case 'waitingList.withdrawn':
      return `Waiting list: the offer of ${written(facts.startsAt)} withdrawn`
    case 'waitingList.accepted':
      return facts.insteadOf === undefined
        ? `Waiting list: ${written(facts.startsAt)} taken, and booked`
        : `Waiting list: ${written(facts.startsAt)} taken in place of ${written(facts.insteadOf)}`
    case 'waitingList.declined':
      return `Waiting list: ${written(facts.startsAt)} declined`
    case 'patient.merged':
      return `Booked online, and put into chart No. ${facts.chartNumber}`
    case 'patient.mergeUndone':
      return `Taken out of chart No. ${facts.chartNumber} again`
    case 'patient.madeChart':
      return 'Booked online, and made a chart'
    case 'patient.madeChartUndone':
      return 'No chart any more, as before'
    case 'onlineBooking.changed':
      return onlineBookingChanged(facts)
    case 'appointment.undone':
      return undone[facts.act]
    case 'invitation.revoked':
      return facts.reason ? `Access Link revoked: ${facts.reason}` : 'Access Link revoked'
    case 'invitation.extended':
      return `Smart Forms extended until ${written(facts.until)}`
    case 'invitation.untold':
      return `Nobody else is told when the link to ${facts.email} is redeemed: ${facts.reason}`
    case 'link.ended':
      return `Access of ${facts.email} revoked: ${facts.reason}`
    case 'link.left':
      return `${facts.email} deleted their login, and sees these records no more`
    case 'login.newEmail':
      return `${facts.email} signs in as ${facts.newEmail} from now on`
    case 'link.lowered':
      return `Access of ${facts.email} lowered to limited: ${facts.reason}`
    case 'plan.published':
      return `Treatment plan published: ${facts.title}, version ${facts.version}`
    case 'plan.publishingUndone':
      return `Publishing undone: ${facts.title}, version ${facts.version}`
    case 'message.sent':
      return facts.readers === 0 ? 'Message written, seen by nobody yet' : 'Message sent to the patient'
    case 'document.renamed':
      return `Document ${facts.title} is now called ${facts.to}`
    case 'document.shared':
      return facts.emails === null
        ? `Document shared with everybody who has full access: ${facts.title}`
        : `Document shared with ${facts.emails.join(', ')}: ${facts.title}`
    case 'document.opened':
      return `Document opened by ${facts.email}: ${facts.title}`
    case 'file.received':
      return `File sent by ${facts.email}: ${facts.name}`
    case 'file.refused':
      return `File sent by ${facts.email} could not be taken: ${facts.name}`
    case 'file.filed':
      return `File ${facts.name} filed as ${facts.title}`
    case 'forms.sent':
      return `Smart Forms sent: ${facts.titles.join(', ')}`
    default:
      return assertNever(facts)
  }
}

/** Which of the rules of online booking were changed. */
function onlineBookingChanged({ isOpen, ...rest }: Extract<AuditFacts, { action: 'onlineBooking.changed' }>): string {
  const state = isOpen === undefined ? null : isOpen ? 'opened' : 'closed'
  const hasRules = Object.keys(rest).length > 1
  return `Online booking ${[state, hasRules ? 'rules changed' : null].filter((each) => each !== null).join(', ')}`
}
