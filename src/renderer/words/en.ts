import { access } from './en/access.ts'
import { account } from './en/account.ts'
import { auditLog } from './en/auditLog.ts'
import { calendar } from './en/calendar.ts'
import { common } from './en/common.ts'
import { documents } from './en/documents.ts'
import { family } from './en/family.ts'
import { forms } from './en/forms.ts'
import { imports } from './en/imports.ts'
import { inbox } from './en/inbox.ts'
import { keys } from './en/keys.ts'
import { messages } from './en/messages.ts'
import { myDay } from './en/myDay.ts'
import { outbox } from './en/outbox.ts'
import { passwords } from './en/passwords.ts'
import { patients } from './en/patients.ts'
import { plans } from './en/plans.ts'
import { portalHelp } from './en/portalHelp.ts'
import { recovery } from './en/recovery.ts'
import { roles } from './en/roles.ts'
import { serverKnows } from './en/serverKnows.ts'
import { session } from './en/session.ts'
import { settings } from './en/settings.ts'
import { setUp } from './en/setUp.ts'
import { shell } from './en/shell.ts'
import { sync } from './en/sync.ts'
import { toSettle } from './en/toSettle.ts'
import { today } from './en/today.ts'
import { waitingList } from './en/waitingList.ts'
import { workspace } from './en/workspace.ts'

/** Every word on the desk's screens in English, a file for each group of features. */
export const en = {
  common,
  shell,
  session,
  serverKnows,
  account,
  sync,
  settings,
  auditLog,
  setUp,
  today,
  myDay,
  toSettle,
  calendar,
  waitingList,
  passwords,
  patients,
  imports,
  access,
  family,
  forms,
  plans,
  portalHelp,
  messages,
  documents,
  recovery,
  roles,
  inbox,
  keys,
  outbox,
  workspace,
}

/** What a catalogue of another language has to say. */
export type Catalogue = typeof en
