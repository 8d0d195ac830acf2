import { Button, Checkbox, Switch, TextInput } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { Link } from 'wouter'
import type { ServiceInSettings } from '../../../../shared/contract/desk/services.ts'
import { ServiceId } from '../../../../shared/domain/ids.ts'
import {
  BUFFER_MINUTES,
  SERVICE_FIELDS,
  SERVICE_MINUTES,
  type ServiceField,
} from '../../../../shared/domain/services.ts'
import type { Versioned } from '../../../components/conflict/changeOver.ts'
import { ConflictModal } from '../../../components/conflict/ConflictModal.tsx'
import { useHalfTyped } from '../../../components/discard/useHalfTyped.ts'
import { errorSentence } from '../../../components/errorSentence.ts'
import { focusWrong } from '../../../components/focus/focusWrong.ts'
import { Panel } from '../../../components/Panel.tsx'
import { newId } from '../../../format/newId.ts'
import { submitBySave } from '../../../keys/submitBySave.ts'
import { useApi } from '../../../state/ClientProvider.tsx'
import { words } from '../../../words/words.ts'
import settingsStyles from '../settings.module.css'
import {
  detailsOf,
  draftOf,
  NEW_SERVICE,
  parted,
  readServiceDraft,
  versionedService,
  type ServiceDraft,
  type ServiceProblems,
  type ServiceValues,
} from './serviceDraft.ts'
import beside from '../beside.module.css'
import styles from './services.module.css'
import { useServiceAdd, useServiceChange, useWithdraw } from './useServiceChange.ts'

type Begun = { readonly saw: Versioned<ServiceValues> | null; readonly typed: ServiceDraft }

/** One service, as a form: what it is called, how long it lasts, who offers it and what goes with it (R6.1). */
export function ServiceForm(props: {
  readonly home: string
  readonly service: ServiceInSettings | null
  readonly canChange: boolean
  readonly onAdded: (id: ServiceId) => void
}) {
  const { service, canChange } = props
  const [madeId] = useState(() => ServiceId.parse(newId()))
  // As it stood when somebody began to type; until then it follows what is saved.
  const [begun, setBegun] = useState<Begun | null>(null)
  const [problems, setProblems] = useState<ServiceProblems>({})
  const { data: staff = [] } = useQuery(useApi().staff.list.queryOptions())
  const { data: library = [] } = useQuery(useApi().forms.library.queryOptions())
  const saw = begun?.saw ?? (service && versionedService(service))
  const typed = begun?.typed ?? (service ? draftOf(service) : NEW_SERVICE)
  const type = (part: Partial<ServiceDraft>) => {
    setBegun({ saw, typed: { ...typed, ...part } })
    setProblems({})
  }
  const read = readServiceDraft(typed)
  const isChanged =
    !saw || !('values' in read) || SERVICE_FIELDS.some((field) => read.values[field] !== saw.values[field])
  useHalfTyped(
    begun !== null && isChanged,
    () => {
      setBegun(null)
      setProblems({})
    },
    'inPage',
  )
  const id = service?.id ?? madeId
  const change = useServiceChange(id, () => setBegun(null))
  const add = useServiceAdd(() => props.onAdded(id))
  const failure = add.failure ?? (change.conflict ? null : change.failure)
  const withdraw = useWithdraw(service)
  const t = words.settings.services
  const people = staff.filter(({ hasCalendar }) => hasCalendar)
  const text = (field: 'name' | 'minutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes') => ({
    label: t.fields[field],
    value: typed[field],
    readOnly: !canChange,
    error: problemOf(problems, field),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      type({ [field]: event.currentTarget.value }),
  })
  const number = { inputMode: 'numeric', className: styles['number'] ?? '' } as const
  const shown = (field: ServiceField, value: ServiceValues[ServiceField] | undefined): string => {
    if (field === 'practitionerIds') return value === '' ? t.everybody : namesOf(value, people) || t.nobodyLeft
    if (field === 'formIds')
      return (
        namesOf(
          value,
          library.map(({ id, title }) => ({ id, name: title })),
        ) || t.noForms
      )
    if (field === 'isBookableOnline') return value === true ? t.online : t.notOnline
    return String(value ?? '')
  }
  const keepsItsWords =
    service && 'values' in read && (read.values.name !== service.name || read.values.minutes !== service.minutes)
  return (
    <aside className={beside['form']} aria-label={service?.name ?? t.newTitle}>
      <Link href={props.home} className={beside['back'] ?? ''}>
        <IconArrowLeft size={15} stroke={1.75} aria-hidden="true" />
        {t.back}
      </Link>
      <Panel title={service?.name ?? t.newTitle}>
        <form
          noValidate
          className={settingsStyles['form']}
          onSubmit={(event) => {
            event.preventDefault()
            if ('problems' in read) {
              flushSync(() => setProblems(read.problems))
              focusWrong(event.currentTarget)
            } else if (!saw) add.run({ id, details: detailsOf(read.values) })
            else if (isChanged) change.save(saw, read.values)
          }}
          onKeyDown={submitBySave}
        >
          <TextInput {...text('name')} maxLength={200} className={beside['full'] ?? ''} autoFocus={service === null} />
          <div className={styles['numbers']}>
            <TextInput {...text('minutes')} {...number} />
            <TextInput {...text('bufferBeforeMinutes')} {...number} />
            <TextInput {...text('bufferAfterMinutes')} {...number} />
          </div>
          {keepsItsWords && service.upcoming > 0 ? (
            <p role="status" className={settingsStyles['intro']}>
              {t.keepsItsWords(service.upcoming)}
            </p>
          ) : null}
          <Switch
            label={t.onlineLabel}
            checked={typed.isBookableOnline}
            disabled={!canChange}
            onChange={(event) => type({ isBookableOnline: event.currentTarget.checked })}
          />
          <Choices
            legend={t.fields.practitionerIds}
            hint={
              typed.practitionerIds.length === 0
                ? t.nobodyChosen
                : people.some(({ id }) => typed.practitionerIds.includes(id))
                  ? null
                  : t.nobodyLeftHint
            }
            options={people}
            chosen={typed.practitionerIds}
            canChange={canChange}
            onChange={(practitionerIds) => type({ practitionerIds })}
          />
          <Choices
            legend={t.fields.formIds}
            hint={library.length === 0 ? t.noFormsYet : null}
            options={library.map(({ id, title }) => ({ id, name: title }))}
            chosen={typed.formIds}
            canChange={canChange}
            onChange={(formIds) => type({ formIds })}
          />
          {canChange ? (
            <div className={settingsStyles['acts']}>
              <Button
                type="submit"
                variant={isChanged ? 'filled' : 'default'}
                aria-disabled={!isChanged || change.isRunning || add.isRunning}
                {...(isChanged ? {} : { 'data-disabled': true })}
              >
                {service ? t.save : t.addThis}
              </Button>
              {service ? (
                <Button aria-disabled={withdraw.isRunning} onClick={() => withdraw.run(!service.isWithdrawn)}>
                  {service.isWithdrawn ? t.bringBack : t.withdraw}
                </Button>
              ) : null}
            </div>
          ) : null}
          {service?.isWithdrawn ? <p className={beside['text']}>{t.withdrawnText(service.upcoming)}</p> : null}
          <div role="alert" className={settingsStyles['failure']}>
            {failure ? errorSentence(failure) : null}
          </div>
        </form>
      </Panel>
      {change.conflict ? (
        <ConflictModal
          conflict={change.conflict}
          what={t.what}
          label={(field) => t.fields[field]}
          shown={shown}
          isRunning={change.isRunning}
          failure={change.failure}
          onBack={change.back}
          onSettle={change.settle}
        />
      ) : null}
    </aside>
  )
}

type Option = { readonly id: string; readonly name: string }

function Choices(props: {
  readonly legend: string
  readonly hint: string | null
  readonly options: readonly Option[]
  readonly chosen: readonly string[]
  readonly canChange: boolean
  readonly onChange: (chosen: string[]) => void
}) {
  return (
    <fieldset className={styles['choices']}>
      <legend>{props.legend}</legend>
      {props.options.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={<span dir="auto">{name}</span>}
          checked={props.chosen.includes(id)}
          disabled={!props.canChange}
          onChange={(event) =>
            props.onChange(
              event.currentTarget.checked ? [...props.chosen, id] : props.chosen.filter((each) => each !== id),
            )
          }
        />
      ))}
      {props.hint ? <p className={beside['hint']}>{props.hint}</p> : null}
    </fieldset>
  )
}

function problemOf(problems: ServiceProblems, field: ServiceField): string | null {
  const problem = problems[field]
  if (problem === undefined) return null
  if (problem === 'nameNeeded') return words.settings.clinic.nameNeeded
  const { from, to } = field === 'minutes' ? SERVICE_MINUTES : BUFFER_MINUTES
  return words.settings.sending.outside(from, to)
}

function namesOf(list: unknown, options: readonly Option[]): string {
  const ids = typeof list === 'string' ? parted(list) : []
  return options
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name)
    .join(', ')
}
