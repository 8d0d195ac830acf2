import type { CoreContext } from '../context.ts'
import type { Sync } from '../sync/types.ts'
import { accessRouter } from './access.ts'
import { makeBase } from './base.ts'
import { calendarRouter } from './calendar.ts'
import { formsRouter } from './forms.ts'
import { countsProcedure, todayRouter } from './frontDesk.ts'
import { inboxRouter } from './inbox.ts'
import { outboxRouter } from './outbox.ts'
import { patientsRouter } from './patients.ts'
import { sessionRouter } from './session.ts'
import { settingsRouter, staffRouter } from './settings.ts'
import { syncRouter } from './sync.ts'
import { plansRouter, workspaceRouter } from './workspace.ts'

/** Carries out `deskContract`; its oRPC context is empty, every host serves it as it is. */
export function createRouter(context: CoreContext, sync: Sync) {
  const base = makeBase(context)
  return base.router({
    session: sessionRouter(base, context),
    sync: syncRouter(base, sync),
    staff: staffRouter(base, context),
    settings: settingsRouter(base, context),
    patients: patientsRouter(base, context),
    access: accessRouter(base, context),
    workspace: workspaceRouter(base, context),
    plans: plansRouter(base, context),
    calendar: calendarRouter(base, context),
    forms: formsRouter(base, context),
    inbox: inboxRouter(base, context),
    outbox: outboxRouter(base, context),
    counts: countsProcedure(base, context),
    today: todayRouter(base, context),
  })
}
