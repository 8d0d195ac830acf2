import { PasswordInput, Radio, SegmentedControl, TextInput } from '@mantine/core'
import type { Settings } from '../../../../shared/contract/desk/settings.ts'
import { MailWay, SmtpSecurity } from '../../../../shared/domain/mailServer.ts'
import type { Versioned } from '../../../components/conflict/changeOver.ts'
import { words } from '../../../words/words.ts'
import { SettingForm, useSettingChange } from '../SettingForm.tsx'
import styles from './email.module.css'
import {
  draftOf,
  problemsOf,
  valuesOf,
  withSecurity,
  type MailServerDraft,
  type MailServerValues,
} from './mailServerDraft.ts'

type Values = MailServerValues & { readonly smtpPassword: string | undefined }
const FIELDS = [
  'mailWay',
  'smtpHost',
  'smtpPort',
  'smtpSecurity',
  'smtpUser',
  'smtpPassword',
  'mailFromAddress',
  'mailFromName',
] as const

/** As it stood when somebody began to type, and what was typed. */
export type BegunMailWay = { readonly saw: Versioned<Values>; readonly typed: MailServerDraft }

/** R9.4: through the online service, or through a mail server of the clinic's own. */
export function MailWayForm(props: {
  readonly settings: Settings
  readonly canChange: boolean
  readonly begun: BegunMailWay | null
  readonly onType: (begun: BegunMailWay | null) => void
  /** Whether what is missing is said: once somebody has tried to save, or to send. */
  readonly isChecked: boolean
  readonly onCheck: (isChecked: boolean) => void
}) {
  const { settings, canChange, onType } = props
  const saw = props.begun?.saw ?? versioned(settings)
  const typed = props.begun?.typed ?? draftOf(settings)
  const type = (part: Partial<MailServerDraft>) => onType({ saw, typed: { ...typed, ...part } })
  const problems = problemsOf(typed)
  const shownProblems = props.isChecked ? problems : {}
  const values = valuesOf(typed, saw.values)
  const smtpPassword = typed.smtpPassword === '' ? undefined : typed.smtpPassword
  const isChanged = smtpPassword !== undefined || FIELDS.some((field) => isOther(field, values, saw.values))
  const t = words.settings.email
  const startOver = () => {
    onType(null)
    props.onCheck(false)
  }
  const change = useSettingChange<Values>({ fields: FIELDS, versioned, onSaved: startOver })
  const isKept = settings.hasSmtpPassword && values.smtpHost === settings.smtpHost
  const field = (name: 'smtpHost' | 'smtpPort' | 'smtpUser' | 'mailFromAddress' | 'mailFromName') => ({
    label: t.fields[name],
    value: typed[name],
    error: shownProblems[name] ?? null,
    readOnly: !canChange,
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      type({ [name]: event.currentTarget.value }),
  })
  return (
    <SettingForm
      title={t.wayTitle}
      change={change}
      isChanged={isChanged}
      canChange={canChange}
      save={t.save}
      onSave={() => {
        props.onCheck(true)
        if (isChanged && Object.keys(problems).length === 0) change.save(saw, { ...values, smtpPassword })
      }}
      onDiscard={startOver}
      label={(name) => t.fields[name]}
      shown={(value) => shownValue(value)}
    >
      <Radio.Group
        aria-label={t.wayTitle}
        value={typed.mailWay}
        readOnly={!canChange}
        onChange={(way) => type({ mailWay: MailWay.parse(way) })}
      >
        <div className={styles['ways']}>
          {MailWay.options.map((way) => (
            <Radio key={way} value={way} label={t.ways[way]} description={t.wayTexts[way]} />
          ))}
        </div>
      </Radio.Group>
      {typed.mailWay === 'own' ? (
        <div className={styles['server']}>
          <TextInput {...field('smtpHost')} maxLength={253} placeholder="smtp.example.com" />
          <div className={styles['line']}>
            <div>
              <span className={styles['label']} id="smtp-security">
                {t.fields.smtpSecurity}
              </span>
              <SegmentedControl
                aria-labelledby="smtp-security"
                className={styles['securities'] ?? ''}
                readOnly={!canChange}
                value={typed.smtpSecurity}
                onChange={(value) => onType({ saw, typed: withSecurity(typed, SmtpSecurity.parse(value)) })}
                data={SmtpSecurity.options.map((value) => ({ value, label: t.securities[value] }))}
              />
            </div>
            <TextInput {...field('smtpPort')} className={styles['port'] ?? ''} inputMode="numeric" maxLength={5} />
          </div>
          <TextInput {...field('smtpUser')} maxLength={254} />
          <PasswordInput
            label={t.fields.smtpPassword}
            description={isKept ? t.passwordKept : t.passwordNone}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            visibilityToggleButtonProps={{ 'aria-label': words.session.showPassword }}
            autoComplete="new-password"
            maxLength={1_000}
            readOnly={!canChange}
            value={typed.smtpPassword}
            onChange={(event) => type({ smtpPassword: event.currentTarget.value })}
          />
          <TextInput {...field('mailFromAddress')} type="email" maxLength={254} />
          <TextInput {...field('mailFromName')} maxLength={200} placeholder={settings.name} />
        </div>
      ) : null}
    </SettingForm>
  )
}

function isOther(field: (typeof FIELDS)[number], values: MailServerValues, saw: MailServerValues): boolean {
  return field !== 'smtpPassword' && values[field] !== saw[field]
}

function shownValue(value: string | number | undefined): string {
  const t = words.settings.email
  if (value === undefined || value === '') return t.none
  const way = MailWay.safeParse(value)
  const security = SmtpSecurity.safeParse(value)
  return way.success ? t.ways[way.data] : security.success ? t.securities[security.data] : String(value)
}

function versioned(settings: Settings): Versioned<Values> {
  const { mailWay, smtpHost, smtpPort, smtpSecurity, smtpUser, mailFromAddress, mailFromName } = settings
  return {
    version: settings.version,
    // It is told to nobody: what somebody else typed differs from nothing that was seen.
    values: {
      mailWay,
      smtpHost,
      smtpPort,
      smtpSecurity,
      smtpUser,
      mailFromAddress,
      mailFromName,
      smtpPassword: undefined,
    },
  }
}
