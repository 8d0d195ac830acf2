import type { Settings } from '../../../../shared/contract/desk/settings.ts'
import {
  OwnMailServer,
  type MailServerField,
  type MailWay,
  type SmtpSecurity,
} from '../../../../shared/domain/mailServer.ts'
import { words } from '../../../words/words.ts'
import { wholeNumber } from '../wholeNumber.ts'

/** How e-mails leave, as it stands in the fields. */
export type MailServerDraft = Omit<OwnMailServer, 'smtpPort'> & {
  readonly mailWay: MailWay
  readonly smtpPort: string
  /** Empty: the one that is kept. */
  readonly smtpPassword: string
}

export type MailServerValues = Pick<Settings, 'mailWay' | MailServerField>

/** The port that each is usually at. */
export const USUAL_PORT: Record<SmtpSecurity, string> = { tls: '465', startTls: '587' }
const PORTS = { from: 1, to: 65_535 } as const

export function draftOf(values: MailServerValues): MailServerDraft {
  return { ...values, smtpPort: String(values.smtpPort), smtpPassword: '' }
}

/** Another way to speak TLS is at another port, unless that one was chosen. */
export function withSecurity(draft: MailServerDraft, smtpSecurity: SmtpSecurity): MailServerDraft {
  const isUsual = draft.smtpPort === USUAL_PORT[draft.smtpSecurity]
  return { ...draft, smtpSecurity, smtpPort: isUsual ? USUAL_PORT[smtpSecurity] : draft.smtpPort }
}

export type MailServerProblems = Partial<Record<MailServerField, string>>

/** What is wrong with each field; nothing where e-mails go through the online service. */
export function problemsOf(draft: MailServerDraft): MailServerProblems {
  if (draft.mailWay === 'endpoint') return {}
  const t = words.settings.email
  const { shape } = OwnMailServer
  const problems: MailServerProblems = {}
  if (draft.smtpHost.trim() === '') problems.smtpHost = t.hostNeeded
  else if (!shape.smtpHost.safeParse(draft.smtpHost).success) problems.smtpHost = t.hostInvalid
  if (wholeNumber(draft.smtpPort, PORTS) === null) problems.smtpPort = t.portOutside
  if (draft.mailFromAddress.trim() === '') problems.mailFromAddress = t.fromNeeded
  else if (!shape.mailFromAddress.safeParse(draft.mailFromAddress).success) problems.mailFromAddress = t.fromInvalid
  if (!shape.mailFromName.safeParse(draft.mailFromName).success) problems.mailFromName = t.oneLine
  if (!shape.smtpUser.safeParse(draft.smtpUser).success) problems.smtpUser = t.oneLine
  return problems
}

/** The values that a draft without problems means; a port that is none stays as it was. */
export function valuesOf(draft: MailServerDraft, saw: MailServerValues): MailServerValues {
  return {
    mailWay: draft.mailWay,
    smtpHost: draft.smtpHost.trim(),
    smtpPort: wholeNumber(draft.smtpPort, PORTS) ?? saw.smtpPort,
    smtpSecurity: draft.smtpSecurity,
    smtpUser: draft.smtpUser.trim(),
    mailFromAddress: draft.mailFromAddress.trim(),
    mailFromName: draft.mailFromName.trim(),
  }
}
