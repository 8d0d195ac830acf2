import { Button, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import type { OneTimeCode, StaffAccount } from '../../../../shared/contract/desk/staff.ts'
import { StaffId } from '../../../../shared/domain/ids.ts'
import type { StaffDetails, StaffField } from '../../../../shared/domain/staff.ts'
import type { Versioned } from '../../../components/conflict/changeOver.ts'
import { ConflictModal } from '../../../components/conflict/ConflictModal.tsx'
import { useHalfTyped } from '../../../components/discard/useHalfTyped.ts'
import { declaredAs, errorSentence } from '../../../components/errorSentence.ts'
import { focusWrong, useFocusOnFailure } from '../../../components/focus/focusWrong.ts'
import { Panel } from '../../../components/Panel.tsx'
import { useAct } from '../../../components/useAct.ts'
import { newId } from '../../../format/newId.ts'
import { submitBySave } from '../../../keys/submitBySave.ts'
import { useClient } from '../../../state/ClientProvider.tsx'
import { words } from '../../../words/words.ts'
import settings from '../settings.module.css'
import { ActiveActs } from './ActiveActs.tsx'
import { RoleField, TintField } from './ChoiceFields.tsx'
import { isSameStaff, newStaff, readStaffDraft, versionedStaff, type StaffProblems } from './staffDraft.ts'
import styles from './staff.module.css'
import { useKeepAccount, useStaffChange } from './useStaffChange.ts'

type Begun = { readonly saw: Versioned<StaffDetails> | null; readonly typed: StaffDetails }

/** One account, as a form: who it is, what they may do and whether they see patients (R10.3). */
export function StaffForm(props: {
  readonly account: StaffAccount | null
  readonly others: readonly StaffAccount[]
  readonly onAdded: (account: StaffAccount, oneTimeCode: OneTimeCode | null) => void
}) {
  const { account } = props
  const client = useClient()
  const keep = useKeepAccount()
  const [madeId] = useState(() => StaffId.parse(newId()))
  const [fresh] = useState(() => newStaff(props.others))
  // As it stood when somebody began to type; until then it follows what is saved.
  const [begun, setBegun] = useState<Begun | null>(null)
  const [problems, setProblems] = useState<StaffProblems>({})
  const saw = begun?.saw ?? (account && versionedStaff(account))
  const typed = begun?.typed ?? saw?.values ?? fresh
  const read = readStaffDraft(typed)
  const isChanged = !saw || !('values' in read) || !isSameStaff(read.values, saw.values)
  const change = useStaffChange(account?.id ?? madeId, () => setBegun(null))
  const add = useAct((details: StaffDetails) => client.staff.add({ id: madeId, details }), {
    keepFailure: true,
    onDone: ({ account: added, oneTimeCode }) => {
      keep(added)
      props.onAdded(added, oneTimeCode)
    },
  })
  const failure = add.failure ?? (change.conflict ? null : change.failure)
  const failed = failedField(failure)
  const form = useFocusOnFailure(failure)
  const type = (part: Partial<StaffDetails>) => {
    setBegun({ saw, typed: { ...typed, ...part } })
    setProblems({})
    add.forget()
    change.forget()
  }
  useHalfTyped(
    begun !== null && isChanged,
    () => {
      setBegun(null)
      setProblems({})
    },
    'inPage',
  )
  const t = words.settings.staff
  const text = (field: 'name' | 'calledName' | 'email') => ({
    label: t.fields[field],
    value: typed[field],
    error: problemOf(problems, field) ?? (failed === field ? errorSentence(failure) : null),
    autoComplete: 'off',
    className: styles['full'] ?? '',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      type({ [field]: event.currentTarget.value }),
  })
  const losesCalendar = account?.hasCalendar === true && !typed.hasCalendar && account.upcoming > 0
  return (
    <Panel title={account?.name ?? t.newTitle}>
      <form
        ref={form}
        noValidate
        className={settings['form']}
        onSubmit={(event) => {
          event.preventDefault()
          if ('problems' in read) {
            flushSync(() => setProblems(read.problems))
            focusWrong(event.currentTarget)
          } else if (!saw) add.run(read.values)
          else if (isChanged) change.save(saw, read.values)
        }}
        onKeyDown={submitBySave}
      >
        <TextInput {...text('name')} maxLength={200} autoFocus={account === null} />
        <TextInput
          {...text('calledName')}
          maxLength={200}
          description={t.calledNameHint}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
        />
        <TextInput {...text('email')} type="email" maxLength={254} spellCheck={false} />
        <RoleField
          value={typed.role}
          error={failed === 'role' ? errorSentence(failure) : null}
          // Whoever is added for the front desk sees no patients, unless somebody says so.
          onChange={(role) => type({ role, ...(account ? {} : { hasCalendar: role === 'practitioner' }) })}
        />
        <div>
          <Switch
            label={t.fields.hasCalendar}
            description={t.calendarHint}
            checked={typed.hasCalendar}
            onChange={(event) => type({ hasCalendar: event.currentTarget.checked })}
          />
          {losesCalendar ? (
            <p role="status" className={styles['consequence']}>
              {t.losesCalendar(account.upcoming)}
            </p>
          ) : null}
        </div>
        <TintField name={typed.name} value={typed.tint} onChange={(tint) => type({ tint })} />
        <div className={settings['acts']}>
          <Button
            type="submit"
            variant={isChanged ? 'filled' : 'default'}
            aria-disabled={!isChanged || change.isRunning || add.isRunning}
            {...(isChanged ? {} : { 'data-disabled': true })}
          >
            {account ? t.save : t.addThis}
          </Button>
          {account ? <ActiveActs account={account} /> : null}
        </div>
        {account && !account.isActive ? (
          <p className={settings['intro']}>{t.deactivatedText(account.upcoming)}</p>
        ) : null}
        {account?.isLastAdmin ? <p className={settings['intro']}>{t.lastAdminText}</p> : null}
        {failure && failed === null ? (
          <div role="alert" className={settings['failure']}>
            {errorSentence(failure)}
          </div>
        ) : null}
      </form>
      {change.conflict ? (
        <ConflictModal
          conflict={change.conflict}
          what={t.what}
          label={(field) => t.fields[field]}
          shown={(field, value) => shownValue(field, value)}
          isRunning={change.isRunning}
          failure={change.failure}
          onBack={change.back}
          onSettle={change.settle}
        />
      ) : null}
    </Panel>
  )
}

/** The field whose value was refused: its sentence stands there. */
function failedField(failure: unknown): StaffField | null {
  if (declaredAs(failure, 'STAFF_EMAIL_TAKEN')) return 'email'
  return declaredAs(failure, 'LAST_ADMIN') ? 'role' : null
}

function problemOf(problems: StaffProblems, field: StaffField): string | null {
  const problem = problems[field]
  if (problem === undefined) return null
  return problem === 'nameNeeded' ? words.settings.clinic.nameNeeded : words.settings.staff[problem]
}

function shownValue(field: StaffField, value: StaffDetails[StaffField] | undefined): string {
  const t = words.settings.staff
  switch (field) {
    case 'role':
      return value === 'admin' || value === 'practitioner' || value === 'frontDesk' ? words.roles.names[value] : ''
    case 'tint':
      return t.tints[Number(value)] ?? ''
    case 'hasCalendar':
      return value === true ? t.seesPatients : t.seesNone
    default:
      return String(value ?? '')
  }
}
