import { Button, Modal, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { PatientId } from '../../../shared/domain/ids.ts'
import { isSamePerson } from '../../../shared/domain/likelyDuplicates.ts'
import { ageOn } from '../../../shared/domain/zone.ts'
import { useParamOf } from '../../address/useParamOf.ts'
import { ConflictModal } from '../../components/conflict/ConflictModal.tsx'
import { askOrClose } from '../../components/discard/discarding.ts'
import { useHalfTyped, useIsAsking } from '../../components/discard/useHalfTyped.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { useReturnFocus } from '../../components/useReturnFocus.ts'
import { fullName } from '../../format/people.ts'
import { submitBySave } from '../../keys/submitBySave.ts'
import { useApi, useDeskStore } from '../../state/ClientProvider.tsx'
import type { PatientFormState } from '../../state/deskStore.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import { LikelyDuplicates } from './LikelyDuplicates.tsx'
import {
  checkPatient,
  fromSearch,
  readBirth,
  toTyped,
  type PatientField,
  type PatientProblems,
  type TypedPatient,
} from './patientForm.ts'
import styles from './patients.module.css'
import { useLikely } from './useLikely.ts'
import { useSavePatient } from './useSavePatient.ts'

/** As it stands in the address, where a patient is added. */
const NEW = 'new'

/** Adds a patient or changes one, over whatever page is open. */
export function PatientFormModal() {
  const form = useDeskStore((desk) => desk.patientForm)
  const setForm = useDeskStore((desk) => desk.setPatientForm)
  const close = () => setForm(null)
  useParamOf('patient', form && (form.kind === 'add' ? NEW : form.patientId), {
    open: (text) => {
      const patientId = PatientId.safeParse(text)
      if (patientId.success) setForm({ kind: 'change', patientId: patientId.data })
      else if (text === NEW) setForm({ kind: 'add', typed: '', forBooking: false })
    },
    close: () => askOrClose(close),
  })
  if (form === null) return null
  if (form.kind === 'change') return <ChangeForm form={form} onClose={close} />
  return <PatientForm form={form} saw={null} initial={form.kept?.typed ?? fromSearch(form.typed)} onClose={close} />
}

function ChangeForm(props: {
  readonly form: Extract<PatientFormState, { kind: 'change' }>
  readonly onClose: () => void
}) {
  const { form, onClose } = props
  // What another window or person saved since this page last asked is what the change has to name (R10.7).
  const { data, error, isFetchedAfterMount } = useQuery(
    useApi().patients.get.queryOptions({ input: { patientId: form.patientId }, refetchOnMount: 'always' }),
  )
  const saw = form.kept?.saw ?? (isFetchedAfterMount ? data : undefined)
  if (saw) {
    const initial = form.kept?.typed ?? toTyped(saw)
    return <PatientForm key={saw.id} form={form} saw={saw} initial={initial} onClose={onClose} />
  }
  return (
    <FormDialog form={form} onClose={onClose}>
      {error ? <p role="alert">{errorSentence(error)}</p> : <Skeleton height={268} />}
    </FormDialog>
  )
}

function FormDialog(props: {
  readonly form: PatientFormState
  readonly onClose: () => void
  readonly isWide?: boolean
  readonly children: ReactNode
}) {
  useReturnFocus()
  const isAsking = useIsAsking()
  return (
    <Modal
      opened
      onClose={props.onClose}
      closeOnEscape={!isAsking}
      title={props.form.kind === 'change' ? words.patients.changeTitle : words.patients.addTitle}
      size={props.isWide ? 780 : 460}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      {props.children}
    </Modal>
  )
}

const FIELDS: readonly { readonly name: PatientField; readonly type?: string }[] = [
  { name: 'givenName' },
  { name: 'familyName' },
  { name: 'birthOn' },
  { name: 'phone', type: 'tel' },
  { name: 'email', type: 'email' },
]

function PatientForm(props: {
  readonly form: PatientFormState
  /** As the chart stood when the form was opened. */
  readonly saw: PatientSummary | null
  readonly initial: TypedPatient
  readonly onClose: () => void
}) {
  const today = useToday()
  const [typed, setTyped] = useState(props.initial)
  const [problems, setProblems] = useState<PatientProblems>({})
  const startsAt = firstField(props.form, props.initial)
  const [saw] = useState(props.saw)
  const keepTyped = useDeskStore((desk) => desk.keepTyped)
  const untouched = props.saw ? toTyped(props.saw) : fromSearch(props.form.kind === 'add' ? props.form.typed : '')
  const isTyped = FIELDS.some(({ name }) => typed[name] !== untouched[name])
  const close = useHalfTyped(isTyped, props.onClose)
  const { save, isPending, error, change } = useSavePatient(props.form, saw, props.onClose)
  const changeBooking = useDeskStore((desk) => desk.changeBooking)
  const { found, isNews } = useLikely(typed, today, props.form.kind === 'add')
  const isSame = found.some(({ reasons }) => isSamePerson(reasons))
  const isForBooking = props.form.kind === 'add' && props.form.forBooking

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const check = checkPatient(typed, today, untouched)
    if (check.kind === 'ready') {
      const { details } = check
      // Where it cannot be asked, saving says why.
      return void isNews(details)
        .catch(() => false)
        .then((isHeld) => {
          if (!isHeld) save(details)
        })
    }
    setProblems(check.problems)
    const first = FIELDS.find(({ name }) => check.problems[name])
    if (first) event.currentTarget.querySelector<HTMLElement>(`[name="${first.name}"]`)?.focus()
  }
  const leave = (name: PatientField) => {
    const check = checkPatient(typed, today, untouched)
    const problem = check.kind === 'wrong' && typed[name].trim() !== '' ? check.problems[name] : undefined
    if (problem) setProblems((before) => ({ ...before, [name]: problem }))
  }
  const birth = readBirth(typed.birthOn, today)
  const birthHint = birth.on
    ? words.patients.birthRead(formats.date(birth.on), ageOn(birth.on, today))
    : words.patients.birthHint
  if (change.conflict && saw) {
    return (
      <ConflictModal
        conflict={change.conflict}
        what={words.patients.detailsOf(fullName(saw))}
        label={(field) => words.patients.fields[field]}
        shown={shownField}
        isRunning={isPending}
        failure={change.failure}
        onBack={change.back}
        onSettle={change.settle}
      />
    )
  }
  return (
    <FormDialog form={props.form} isWide={found.length > 0} onClose={close}>
      <div className={styles['beside']}>
        <form className={styles['form']} onSubmit={submit} onKeyDown={submitBySave} noValidate>
          {FIELDS.map(({ name, type }) => (
            <TextInput
              key={name}
              name={name}
              label={words.patients.fields[name]}
              type={type ?? 'text'}
              dir="auto"
              autoComplete="off"
              data-autofocus={name === startsAt || undefined}
              description={name === 'birthOn' ? birthHint : undefined}
              value={typed[name]}
              error={problems[name] ?? null}
              onBlur={() => leave(name)}
              onChange={(event) => {
                const { value } = event.currentTarget
                const next = { ...typed, [name]: value }
                setTyped(next)
                keepTyped({ typed: next, saw })
                setProblems(({ [name]: _settled, ...others }) => others)
              }}
            />
          ))}
          {error ? (
            <p role="alert" className={styles['alert']}>
              {errorSentence(error)}
            </p>
          ) : null}
          <div className={styles['formActs']}>
            <Button variant="subtle" color="gray" onClick={close}>
              {words.common.cancel}
            </Button>
            <Button
              type="submit"
              variant="filled"
              aria-disabled={isPending}
              // The second click of a double click is no second press.
              onClick={(event) => event.detail > 1 && event.preventDefault()}
            >
              {props.form.kind === 'change'
                ? words.patients.save
                : isSame
                  ? words.patients.likely.addAllTheSame
                  : words.patients.add}
            </Button>
          </div>
        </form>
        {found.length > 0 ? (
          <LikelyDuplicates
            found={found}
            onTake={
              isForBooking
                ? (patient) => {
                    changeBooking({ patientId: patient.id })
                    props.onClose()
                  }
                : null
            }
          />
        ) : null}
      </div>
    </FormDialog>
  )
}

/** Where there is something to do: behind a whole name that was typed before. */
function firstField(form: PatientFormState, initial: TypedPatient): PatientField {
  if (form.kind === 'change') return form.at ?? 'givenName'
  return initial.familyName === '' ? 'givenName' : 'birthOn'
}

function shownField(field: PatientField, value: string | null | undefined): string {
  if (!value) return words.common.conflict.empty
  return field === 'birthOn' ? formats.date(value) : value
}
