import { access } from './desk/access.ts'
import { account } from './desk/account.ts'
import { auditLog } from './desk/auditLog.ts'
import { calendar } from './desk/calendar.ts'
import { documents, uploads } from './desk/documents.ts'
import { email } from './desk/email.ts'
import { files } from './desk/files.ts'
import { forms } from './desk/forms.ts'
import { imports } from './desk/imports.ts'
import { hours } from './desk/hours.ts'
import { inbox } from './desk/inbox.ts'
import { onlineBooking } from './desk/onlineBooking.ts'
import { messages } from './desk/messages.ts'
import { myDay } from './desk/myDay.ts'
import { outbox } from './desk/outbox.ts'
import { paper } from './desk/paper.ts'
import { patients } from './desk/patients.ts'
import { plans } from './desk/plans.ts'
import { portalHelp } from './desk/portalHelp.ts'
import { recovery } from './desk/recovery.ts'
import { series } from './desk/series.ts'
import { services } from './desk/services.ts'
import { serverKnows } from './desk/serverKnows.ts'
import { session } from './desk/session.ts'
import { settings } from './desk/settings.ts'
import { setUp } from './desk/setUp.ts'
import { staff } from './desk/staff.ts'
import { sync } from './desk/sync.ts'
import { toSettle } from './desk/toSettle.ts'
import { today } from './desk/today.ts'
import { waitingList } from './desk/waitingList.ts'

/** Renderer → core: the whole API of the desk reads here, one file for each group in `desk/`. */
export const deskContract = {
  session,
  account,
  sync,
  staff,
  settings,
  auditLog,
  email,
  recovery,
  serverKnows,
  setUp,
  services,
  hours,
  onlineBooking,
  patients,
  imports,
  access,
  portalHelp,
  calendar,
  waitingList,
  series,
  paper,
  files,
  forms,
  plans,
  messages,
  documents,
  uploads,
  inbox,
  outbox,
  today,
  myDay,
  toSettle,
}
