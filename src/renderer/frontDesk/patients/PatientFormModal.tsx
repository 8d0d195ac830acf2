import { Button, Modal, Skeleton, TextInput } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { ageOn } from '../../../shared/domain/zone.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { useApi, useDeskStore } from '../../state/ClientProvider.tsx'
import type { PatientFormState } from '../../state/deskStore.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import {
  checkPatient,
  fromSearch,
  readBirth,
  toTyped,
  type PatientField,
  type PatientProblems,
  type TypedPatient,
} from './patientForm.ts'
import { PatientConflict } from './PatientConflict.tsx'
import styles from './patients.module.css'
import { useSavePatient } from './useSavePatient.ts'

/** Adds a patient or changes one, over whatever page is open. */
export function PatientFormModal() {
  const form = useDeskStore((desk) => desk.patientForm)
  const setForm = useDeskStore((desk) => desk.setPatientForm)
  const close = () => setForm(null)
  return (
    <Modal
      opened={form !== null}
      onClose={close}
      title={form?.kind === 'change' ? words.patients.changeTitle : words.patients.addTitle}
      size={460}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      {form?.kind === 'add' ? (
        <PatientForm form={form} saw={null} initial={fromSearch(form.typed)} onClose={close} />
      ) : null}
      {form?.kind === 'change' ? <ChangeForm form={form} onClose={close} /> : null}
    </Modal>
  )
}

function ChangeForm(props: {
  readonly form: Extract<PatientFormState, { kind: 'change' }>
  readonly onClose: () => void
}) {
  const { patientId } = props.form
  const { data, error } = useQuery(
    useApi().patients.get.queryOptions({ input: props.form ? { patientId } : skipToken, staleTime: 0 }),
  )
  if (error) return <p role="alert">{errorSentence(error)}</p>
  if (!data) return <Skeleton height={268} />
  return <PatientForm key={data.id} form={props.form} saw={data} initial={toTyped(data)} onClose={props.onClose} />
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
  const [saw] = useState(props.saw)
  const { save, isPending, error, conflict, backToTyping } = useSavePatient(props.form, saw, props.onClose)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const check = checkPatient(typed, today)
    if (check.kind === 'ready') return save(check.details)
    setProblems(check.problems)
    const first = FIELDS.find(({ name }) => check.problems[name])
    if (first) event.currentTarget.querySelector<HTMLElement>(`[name="${first.name}"]`)?.focus()
  }
  const leave = (name: PatientField) => {
    const check = checkPatient(typed, today)
    const problem = check.kind === 'wrong' && typed[name].trim() !== '' ? check.problems[name] : undefined
    if (problem) setProblems((before) => ({ ...before, [name]: problem }))
  }
  const birth = readBirth(typed.birthOn, today)
  const birthHint = birth.on
    ? words.patients.birthRead(formats.date(birth.on), ageOn(birth.on, today))
    : words.patients.birthHint
  if (conflict) {
    return <PatientConflict conflict={conflict} isPending={isPending} onBack={backToTyping} onChosen={save} />
  }
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      {FIELDS.map(({ name, type }, index) => (
        <TextInput
          key={name}
          name={name}
          label={words.patients.fields[name]}
          type={type ?? 'text'}
          dir="auto"
          autoComplete="off"
          data-autofocus={index === 0 || undefined}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          description={name === 'birthOn' && !problems.birthOn ? birthHint : undefined}
          value={typed[name]}
          error={problems[name] ?? null}
          onBlur={() => leave(name)}
          onChange={(event) => {
            const { value } = event.currentTarget
            setTyped((before) => ({ ...before, [name]: value }))
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
        <Button variant="subtle" color="gray" onClick={props.onClose}>
          {words.common.cancel}
        </Button>
        <Button type="submit" variant="filled" loading={isPending}>
          {props.form.kind === 'add' ? words.patients.add : words.patients.save}
        </Button>
      </div>
    </form>
  )
}
