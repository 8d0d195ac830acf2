import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { declaredAs } from '../../components/errorSentence.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { SignInCard } from './SignInCard.tsx'
import styles from './session.module.css'
import { useWait } from './useWait.ts'

/** R10.3: the authenticator's six digits, or a spare code, in one field. */
export function SecondFactorStep(props: {
  readonly email: string
  readonly onDone: () => void
  /** It takes no code any more. */
  readonly onEnded: (failure: unknown) => void
  readonly onStartOver: () => void
}) {
  const api = useApi()
  const [code, setCode] = useState('')
  const [isMissing, setMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const wait = useWait()
  const give = useMutation(api.session.giveSecondFactor.mutationOptions({ onSuccess: props.onDone }))
  const submit = () => {
    if (give.isPending) return
    setMissing(code.trim() === '')
    if (code.trim() === '') return
    give.mutate(
      { code },
      {
        onError: (error) => {
          if (declaredAs(error, 'START_OVER')) return props.onEnded(error)
          setCode('')
          field.current?.focus()
          wait.begin(error)
        },
      },
    )
  }
  const t = words.session.secondFactor
  return (
    <SignInCard
      title={t.title}
      text={props.email}
      failure={give.isPending ? null : give.error}
      waitSeconds={wait.seconds}
      onSubmit={submit}
    >
      <TextInput
        ref={field}
        label={t.label}
        description={t.hint}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        data-autofocus
        autoFocus
        maxLength={40}
        value={code}
        error={isMissing ? t.needed : null}
        onChange={(event) => {
          setMissing(false)
          setCode(event.currentTarget.value)
        }}
      />
      <Button type="submit" variant="filled" size="md" fullWidth loading={give.isPending} disabled={wait.seconds > 0}>
        {t.goOn}
      </Button>
      <p className={styles['text']}>{t.lost}</p>
      <Button variant="subtle" color="gray" onClick={props.onStartOver}>
        {words.session.startOver}
      </Button>
    </SignInCard>
  )
}
