import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type FormEvent } from 'react'
import { flushSync } from 'react-dom'
import { navigate } from 'wouter/use-browser-location'
import { focusWrong } from '../../components/focus/focusWrong.ts'
import { declaredAs, errorSentence } from '../../components/errorSentence.ts'
import { NewPasswordInput } from '../../components/NewPasswordInput.tsx'
import { SearchSelect } from '../../components/SearchSelect.tsx'
import { submitBySave } from '../../keys/submitBySave.ts'
import { computerZone, knownZones } from '../../format/computerZone.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { KEPT, KeptFacts, problemsOf, type NewClinic, type NewClinicProblems } from './newClinic.ts'
import styles from './setUp.module.css'
import { SetUpFrame } from './SetUpFrame.tsx'
import { hrefOf } from './steps.ts'
import { forgetDraft, useKeptDraft } from './useKeptDraft.ts'

const FORM = 'new-clinic'
const HERE = hrefOf('clinic')
const NOTHING = new Set<never>()
const FRESH: KeptFacts = {
  ...{ clinicName: '', addressLine: '', phone: '', timeZone: computerZone() },
  ...{ adminName: '', adminEmail: '' },
}

/** R10.3, R10.8: makes the clinic and its first admin, who goes on with the set-up. */
export function FirstRun(props: { readonly file: string | null }) {
  const api = useApi()
  const queryClient = useQueryClient()
  const [facts, keep] = useKeptDraft(KEPT, KeptFacts, FRESH)
  const [password, setPassword] = useState('')
  const [problems, setProblems] = useState<NewClinicProblems>({})
  const create = useMutation(
    api.session.createClinic.mutationOptions({
      onSuccess: () => {
        forgetDraft(KEPT)
        navigate(hrefOf('staff'))
        return queryClient.invalidateQueries({ queryKey: api.session.key() })
      },
    }),
  )
  useEffect(() => {
    // Whatever address was opened: before there is a clinic there is this step alone.
    if (window.location.pathname !== HERE) navigate(HERE, { replace: true })
  }, [])
  const typed: NewClinic = { ...facts, password }
  const settle = (name: keyof NewClinic) => setProblems(({ [name]: _settled, ...others }) => others)
  const type = (name: keyof KeptFacts, value: string) => {
    keep({ ...facts, [name]: value })
    settle(name)
  }
  const t = words.setUp.first
  const field = (name: keyof KeptFacts) => ({
    label: t.fields[name],
    value: facts[name],
    error: problems[name] ?? null,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => type(name, event.currentTarget.value),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (create.isPending) return
    const found = problemsOf(typed)
    if (Object.keys(found).length === 0) return create.mutate(typed)
    flushSync(() => setProblems(found))
    focusWrong(event.currentTarget)
  }
  const { error } = create
  const zoneProblem = declaredAs(error, 'TIME_ZONE_UNKNOWN') ? errorSentence(error) : null
  return (
    <SetUpFrame
      place="clinic"
      done={NOTHING}
      canOpen={false}
      title={t.title}
      text={t.text}
      on={
        <Button type="submit" form={FORM} variant="filled" size="md" loading={create.isPending}>
          {t.create}
        </Button>
      }
    >
      <form id={FORM} onSubmit={submit} onKeyDown={submitBySave} noValidate>
        <div role="alert" className={styles['alert']}>
          {error && !zoneProblem ? errorSentence(error) : null}
        </div>
        <div className={styles['columns']}>
          <fieldset>
            <legend>{t.clinic}</legend>
            <TextInput {...field('clinicName')} autoFocus maxLength={200} autoComplete="organization" />
            <TextInput {...field('addressLine')} maxLength={300} autoComplete="street-address" />
            <TextInput {...field('phone')} maxLength={40} type="tel" autoComplete="tel" />
            <SearchSelect
              label={t.fields.timeZone}
              description={words.settings.clinic.timeZoneText}
              allowDeselect={false}
              nothingFoundMessage={words.settings.clinic.noZone}
              data={timeZones(facts.timeZone)}
              value={facts.timeZone}
              error={problems.timeZone ?? zoneProblem}
              onChange={(timeZone) => {
                create.reset()
                if (timeZone) type('timeZone', timeZone)
              }}
            />
          </fieldset>
          <fieldset>
            <legend>{t.you}</legend>
            <TextInput {...field('adminName')} maxLength={200} autoComplete="name" />
            <TextInput {...field('adminEmail')} maxLength={254} type="email" autoComplete="username" />
            <NewPasswordInput
              label={t.password}
              value={password}
              error={problems.password ?? null}
              onChange={(value) => {
                setPassword(value)
                settle('password')
              }}
            />
          </fieldset>
        </div>
      </form>
      <section className={styles['others']} aria-label={t.others}>
        <h2>{t.others}</h2>
        <p>{t.fromCopy}</p>
        <p>
          {t.file}{' '}
          <span className={styles['file']} translate="no">
            {props.file}
          </span>
        </p>
        <p>{t.joining}</p>
      </section>
    </SetUpFrame>
  )
}

function timeZones(chosen: string): string[] {
  return [...new Set([chosen, ...knownZones(), 'UTC'])].sort()
}
