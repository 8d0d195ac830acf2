import type { CoreContext } from '../context.ts'
import type { Sync } from '../sync/types.ts'
import { createSignInLimit } from '../services/signInLimit.ts'
import { accessRouter } from './access.ts'
import { accountRouter } from './account.ts'
import { auditLogRouter } from './auditLog.ts'
import { makeBase } from './base.ts'
import { calendarRouter } from './calendar.ts'
import { documentsRouter, uploadsRouter } from './documents.ts'
import { emailRouter } from './email.ts'
import { filesRouter } from './files.ts'
import { formsRouter } from './forms.ts'
import { importsRouter } from './imports.ts'
import { hoursRouter } from './hours.ts'
import { inboxRouter } from './inbox.ts'
import { onlineBookingRouter } from './onlineBooking.ts'
import { messagesRouter } from './messages.ts'
import { myDayRouter } from './myDay.ts'
import { outboxRouter } from './outbox.ts'
import { paperRouter } from './paper.ts'
import { patientsRouter } from './patients.ts'
import { plansRouter } from './plans.ts'
import { portalHelpRouter } from './portalHelp.ts'
import { recoveryRouter } from './recovery.ts'
import { seriesRouter } from './series.ts'
import { servicesRouter } from './services.ts'
import { serverKnowsRouter } from './serverKnows.ts'
import { sessionRouter } from './session.ts'
import { settingsRouter } from './settings.ts'
import { setUpRouter } from './setUp.ts'
import { staffRouter } from './staff.ts'
import { syncRouter } from './sync.ts'
import { toSettleRouter } from './toSettle.ts'
import { todayRouter } from './today.ts'
import { waitingListRouter } from './waitingList.ts'

/** Carries out `deskContract`. A host upgrades each connection with `{ context: { station } }` and has no ideas of its own. */
export function createRouter(context: CoreContext, sync: Sync) {
  const base = makeBase(context)
  const limit = createSignInLimit(context.clock)
  return base.anyone.router({
    session: sessionRouter(base, context, limit),
    account: accountRouter(base, limit),
    sync: syncRouter(base, sync),
    staff: staffRouter(base),
    settings: settingsRouter(base),
    auditLog: auditLogRouter(base),
    email: emailRouter(base),
    recovery: recoveryRouter(base),
    serverKnows: serverKnowsRouter(base, sync),
    setUp: setUpRouter(base),
    services: servicesRouter(base),
    hours: hoursRouter(base),
    onlineBooking: onlineBookingRouter(base),
    patients: patientsRouter(base),
    imports: importsRouter(base),
    access: accessRouter(base),
    portalHelp: portalHelpRouter(base),
    calendar: calendarRouter(base),
    waitingList: waitingListRouter(base),
    series: seriesRouter(base),
    paper: paperRouter(base),
    files: filesRouter(base),
    forms: formsRouter(base),
    plans: plansRouter(base),
    messages: messagesRouter(base),
    documents: documentsRouter(base),
    uploads: uploadsRouter(base),
    inbox: inboxRouter(base),
    outbox: outboxRouter(base),
    today: todayRouter(base),
    myDay: myDayRouter(base),
    toSettle: toSettleRouter(base),
  })
}
