import { z } from 'zod'

export const StaffRole = z.enum(['admin', 'practitioner', 'frontDesk'])
export type StaffRole = z.infer<typeof StaffRole>

/** Whoever may call a procedure; `anyone` for what needs nobody signed in. */
export type Callers = 'anyone' | readonly StaffRole[]

const anyone = 'anyone'
const everybody = StaffRole.options
/** What is medical beyond the forms that arrive at the counter, and who has looked at it. */
const care = ['admin', 'practitioner'] as const
const admins = ['admin'] as const

/** R10.3: who may do what, a line for every procedure of the desk's contract. The core and the pages go by it alone. */
const CALLERS = {
  'session.current': anyone,
  'session.signIn': anyone,
  'session.choosePassword': anyone,
  'session.giveSecondFactor': anyone,
  'session.startOver': anyone,
  'session.signOut': anyone,
  'session.lock': anyone,
  'session.active': anyone,
  'session.createClinic': anyone,
  'session.changes': anyone,

  'account.get': everybody,
  'account.changePassword': everybody,
  'account.beginSecondFactor': everybody,
  'account.confirmSecondFactor': everybody,
  'account.endSecondFactor': everybody,
  'account.calendarAddress': everybody,
  'account.makeCalendarAddress': everybody,
  'account.endCalendarAddress': everybody,

  'sync.status': everybody,
  'sync.now': everybody,
  'sync.pair': admins,

  'staff.list': everybody,
  'staff.accounts': admins,
  'staff.add': admins,
  'staff.change': admins,
  'staff.visitsToCome': admins,
  'staff.setActive': admins,
  'staff.resetPassword': admins,
  'staff.resetSecondFactor': admins,

  'settings.get': everybody,
  'settings.save': admins,
  'settings.offer': everybody,
  'settings.acceptOffer': admins,
  'settings.audit': everybody,
  'settings.checkAudit': everybody,
  'settings.history': admins,

  'auditLog.list': admins,
  'auditLog.taken': admins,

  'recovery.state': admins,
  'recovery.begin': admins,
  'recovery.check': admins,
  'recovery.open': anyone,

  'serverKnows.tables': admins,
  'serverKnows.beginDownload': admins,
  'serverKnows.rows': admins,
  'serverKnows.wipe': admins,
  'serverKnows.rebuild': admins,

  'setUp.missing': admins,
  'setUp.end': admins,

  'email.reminderPreview': everybody,
  'email.test': admins,

  'services.list': everybody,
  'services.add': admins,
  'services.addAll': admins,
  'services.change': admins,
  'services.setWithdrawn': admins,
  'services.move': admins,

  'hours.of': everybody,
  'hours.saveWeek': admins,
  'hours.removeWeek': admins,
  'hours.visitsIn': everybody,
  'hours.addTimeOff': admins,
  'hours.removeTimeOff': admins,

  'onlineBooking.get': everybody,
  'onlineBooking.save': admins,
  'onlineBooking.compareCharts': admins,
  'onlineBooking.toMatch': everybody,
  'onlineBooking.merge': everybody,
  'onlineBooking.makeChart': everybody,
  'onlineBooking.undoMatch': everybody,
  'onlineBooking.answer': everybody,
  'onlineBooking.undoAnswer': everybody,
  'onlineBooking.clash': everybody,
  'onlineBooking.keepBoth': everybody,
  'onlineBooking.undoKeepBoth': everybody,

  'patients.search': everybody,
  'patients.likely': everybody,
  'patients.get': everybody,
  'patients.add': everybody,
  'patients.change': everybody,
  'patients.merge': admins,
  'patients.undoMerge': admins,
  'patients.mergedToday': admins,
  'patients.history': care,

  'imports.list': admins,
  'imports.check': admins,
  'imports.add': admins,
  'imports.undo': admins,

  'access.get': everybody,
  'access.family': everybody,
  'access.requestCode': everybody,
  'access.sendLink': everybody,
  'access.printSlip': everybody,
  'access.revokeInvitation': everybody,
  'access.revokeLink': everybody,
  'access.lowerLink': everybody,
  'access.seeAs': care,

  'portalHelp.find': everybody,
  'portalHelp.of': everybody,
  'portalHelp.fix': everybody,

  'calendar.services': everybody,
  'calendar.day': everybody,
  'calendar.week': everybody,
  'calendar.month': everybody,
  'calendar.hours': everybody,
  'calendar.concerns': everybody,
  'calendar.firstFree': everybody,
  'calendar.ofPatient': everybody,
  'calendar.book': everybody,
  'calendar.setStatus': everybody,
  'calendar.annotate': everybody,
  'calendar.setCalled': everybody,
  'calendar.move': everybody,
  'calendar.tell': everybody,
  'calendar.undo': everybody,

  'waitingList.list': everybody,
  'waitingList.add': everybody,
  'waitingList.change': everybody,
  'waitingList.remove': everybody,
  'waitingList.undoRemove': everybody,
  'waitingList.offer': everybody,
  'waitingList.withdraw': everybody,
  'series.preview': everybody,
  'series.book': everybody,
  'series.ofVisit': everybody,
  'series.cancel': everybody,
  'series.previewMove': everybody,
  'series.move': everybody,
  'series.undo': everybody,

  'paper.calendar': everybody,
  'paper.callList': everybody,
  'paper.slip': everybody,

  'files.visit': everybody,
  'files.times': everybody,

  'forms.library': everybody,
  'forms.assignments': everybody,
  'forms.ofPatient': everybody,
  'forms.send': everybody,
  'forms.extend': everybody,
  'forms.submission': everybody,

  'plans.list': care,
  'plans.saveDraft': care,
  'plans.publish': care,
  'plans.undoPublishing': care,

  'messages.ofPatient': everybody,
  'messages.waiting': everybody,
  'messages.send': everybody,

  'documents.list': care,
  'documents.beginAdd': care,
  'documents.addPiece': care,
  'documents.giveUpAdd': care,
  'documents.add': care,
  'documents.rename': care,
  'documents.share': care,
  'documents.recall': care,
  'documents.read': care,

  'uploads.get': everybody,
  'uploads.read': everybody,
  'uploads.file': everybody,

  'inbox.list': everybody,
  'inbox.settle': everybody,
  'inbox.undoSettling': everybody,
  'inbox.takeProfile': everybody,
  'inbox.restoreLogin': everybody,

  'outbox.list': everybody,
  'outbox.undo': everybody,
  'outbox.sendAgain': everybody,

  'today.counts': everybody,
  'today.summary': everybody,

  'myDay.day': care,

  'toSettle.list': everybody,
  'toSettle.tryAgain': everybody,
  'toSettle.putAway': everybody,
} as const satisfies Record<string, Callers>

/** A procedure of the desk's contract by its path: `patients.change`. */
export type Procedure = keyof typeof CALLERS

function isProcedure(path: string): path is Procedure {
  return Object.hasOwn(CALLERS, path)
}

/** In the contract's order. */
export const PROCEDURES = Object.keys(CALLERS).filter(isProcedure)

/** @returns null for what stands in no line: nobody may call it */
export function callersOf(path: string): Callers | null {
  return isProcedure(path) ? CALLERS[path] : null
}

/** Whether somebody of this role, signed in, may call it. */
export function may(role: StaffRole, procedure: Procedure): boolean {
  const callers: Callers = CALLERS[procedure]
  return callers === 'anyone' || callers.includes(role)
}

/** Which roles may, of a procedure that needs somebody signed in. */
export function rolesThatMay(procedure: Procedure): readonly StaffRole[] {
  return StaffRole.options.filter((role) => may(role, procedure))
}
