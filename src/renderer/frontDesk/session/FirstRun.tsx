import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type FormEvent } from 'react'
import { ClinicPhone, EmailAddress, PersonName } from '../../../shared/domain/people.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { Mark } from '../../components/Mark.tsx'
import { NewPasswordInput, passwordSentence } from '../../components/NewPasswordInput.tsx'
import { computerZone, knownZones } from '../../format/computerZone.ts'
import { SearchSelect } from '../../components/SearchSelect.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './session.module.css'

const empty = {
  clinicName: '',
  addressLine: '',
  phone: '',
  timeZone: computerZone(),
  adminName: '',
  adminEmail: '',
  password: '',
}
type Typed = typeof empty
type Problems = Partial<Record<keyof Typed, string>>

/** What is wrong with each field; empty when the clinic can be made. */
export function firstRunProblems(typed: Typed): Problems {
  const problems: Problems = {}
  if (!PersonName.safeParse(typed.clinicName).success) problems.clinicName = words.session.nameNeeded
  if (!ClinicPhone.safeParse(typed.phone).success) problems.phone = words.patients.phoneInvalid
  if (!PersonName.safeParse(typed.adminName).success) problems.adminName = words.session.nameNeeded
  if (!EmailAddress.safeParse(typed.adminEmail).success) problems.adminEmail = words.session.emailInvalid
  const refused = passwordSentence(typed.password, typed.adminEmail)
  if (refused) problems.password = refused
  return problems
}

/** R10.3: makes the clinic and its first admin. */
export function FirstRun(props: { readonly file: string | null }) {
  const api = useApi()
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState(empty)
  const [problems, setProblems] = useState<Problems>({})
  const create = useMutation(
    api.session.createClinic.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.session.key() }),
    }),
  )
  const type = (name: keyof Typed, value: string) => {
    setTyped((before) => ({ ...before, [name]: value }))
    setProblems(({ [name]: _settled, ...others }) => others)
  }
  const field = (name: keyof Typed) => ({
    label: words.session.fields[name],
    name,
    value: typed[name],
    error: problems[name] ?? null,
  })
  const line = (name: keyof Typed) => ({
    ...field(name),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => type(name, event.currentTarget.value),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const found = firstRunProblems(typed)
    setProblems(found)
    const [first] = Object.keys(found)
    if (!first) return create.mutate(typed)
    event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
  }
  useEffect(() => {
    document.title = words.common.pageTitle(words.session.firstRunTitle)
  }, [])
  const { error } = create
  return (
    <main className={styles['screen']}>
      <form className={styles['card']} data-wide onSubmit={submit} noValidate aria-labelledby="first-run-title">
        <Mark size={30} />
        <h1 id="first-run-title" className={styles['title']}>
          {words.session.firstRunTitle}
        </h1>
        <p className={styles['text']}>{words.session.firstRunText}</p>
        <div role="alert" className={styles['alert']}>
          {error ? errorSentence(error) : null}
        </div>
        <div className={styles['columns']}>
          <fieldset>
            <legend>{words.session.clinic}</legend>
            <TextInput {...line('clinicName')} autoFocus maxLength={200} autoComplete="organization" />
            <TextInput {...line('addressLine')} maxLength={300} autoComplete="street-address" />
            <TextInput {...line('phone')} maxLength={40} type="tel" autoComplete="tel" />
            <SearchSelect
              label={words.session.fields.timeZone}
              allowDeselect={false}
              data={timeZones()}
              value={typed.timeZone}
              onChange={(timeZone) => timeZone && type('timeZone', timeZone)}
            />
          </fieldset>
          <fieldset>
            <legend>{words.session.you}</legend>
            <TextInput {...line('adminName')} autoComplete="name" />
            <TextInput {...line('adminEmail')} type="email" autoComplete="username" />
            <NewPasswordInput {...field('password')} onChange={(password) => type('password', password)} />
          </fieldset>
        </div>
        <Button type="submit" variant="filled" size="md" loading={create.isPending}>
          {words.session.create}
        </Button>
        <p className={styles['text']}>{words.session.fromCopy}</p>
        <p className={styles['file']} translate="no">
          {props.file}
        </p>
      </form>
    </main>
  )
}

function timeZones(): string[] {
  return [...new Set([empty.timeZone, ...knownZones(), 'UTC'])].sort()
}
