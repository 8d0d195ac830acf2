import { calendar, counts, forms, inbox, outbox, today } from './desk/frontDesk.ts'
import { access, patients, plans, workspace } from './desk/patients.ts'
import { session, settings, staff, sync } from './desk/session.ts'

/** Renderer → core: the whole API of the desk reads here, one file per group of features in `desk/`. */
export const deskContract = {
  session,
  sync,
  staff,
  settings,
  patients,
  access,
  workspace,
  plans,
  calendar,
  forms,
  inbox,
  outbox,
  counts,
  today,
}
