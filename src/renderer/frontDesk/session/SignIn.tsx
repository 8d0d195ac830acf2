import { Button, PasswordInput, TextInput } from '@mantine/core'
import { isDefinedError } from '@orpc/client'
import type { ErrorFromErrorMap, InferContractRouterErrorMap } from '@orpc/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { deskContract } from '../../../shared/contract/desk.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { Mark } from '../../components/Mark.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './session.module.css'

/** Staff sign in (R10.3); one sentence for an unknown e-mail and a wrong password. */
export function SignIn(props: { readonly clinicName: string; readonly lock: 'idle' | 'byHand' | null }) {
  const api = useApi()
  const queryClient = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState<'email' | 'password' | null>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  const [waitSeconds, startWaiting] = useCountdown()

  const signIn = useMutation(
    api.session.signIn.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.session.key() }),
    }),
  )

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (signIn.isPending || waitSeconds > 0) return
    const lacks = email.trim() === '' ? 'email' : password === '' ? 'password' : null
    setMissing(lacks)
    if (lacks) return
    signIn.mutate(
      { email: email.trim(), password },
      {
        onError: (error) => {
          setPassword('')
          passwordField.current?.focus()
          if (isRateLimited(error)) startWaiting(error.data.retryAfterSeconds)
        },
      },
    )
  }

  const { error } = signIn
  useEffect(() => {
    document.title = words.common.pageTitle(words.session.signInTitle)
  }, [])
  return (
    <main className={styles['screen']}>
      <form className={styles['card']} onSubmit={submit} noValidate aria-labelledby="sign-in-title">
        <Mark size={30} />
        <h1 id="sign-in-title" className={styles['title']}>
          {props.lock ? words.session.lockedTitle(props.clinicName) : props.clinicName}
        </h1>
        {props.lock ? <p className={styles['text']}>{words.session.lockedText[props.lock]}</p> : null}
        <div role="alert" className={styles['alert']}>
          {waitSeconds > 0
            ? words.common.errors.declared.RATE_LIMITED({ retryAfterSeconds: waitSeconds })
            : error && !signIn.isPending && !isRateLimited(error)
              ? errorSentence(error)
              : null}
        </div>
        <TextInput
          label={words.session.email}
          type="email"
          autoComplete="username"
          data-autofocus
          autoFocus
          value={email}
          error={missing === 'email' ? words.session.emailNeeded : null}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          ref={passwordField}
          label={words.session.password}
          visibilityToggleButtonProps={{ 'aria-label': words.session.showPassword }}
          autoComplete="current-password"
          value={password}
          error={missing === 'password' ? words.session.passwordNeeded : null}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="filled"
          size="md"
          fullWidth
          loading={signIn.isPending}
          disabled={waitSeconds > 0}
        >
          {words.session.signIn}
        </Button>
      </form>
    </main>
  )
}

type SignInError = ErrorFromErrorMap<InferContractRouterErrorMap<typeof deskContract.session.signIn>>

/** Its sentence counts down and goes; the others stand until the next attempt. */
function isRateLimited(error: SignInError): error is Extract<SignInError, { code: 'RATE_LIMITED' }> {
  return isDefinedError(error) && error.code === 'RATE_LIMITED'
}

/** Seconds that are left, once a second. */
function useCountdown(): [number, (seconds: number) => void] {
  const [endsAt, setEndsAt] = useState(0)
  const [now, setNow] = useState(0)
  const left = Math.max(0, Math.ceil((endsAt - now) / 1000))
  useEffect(() => {
    if (left === 0) return
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [left])
  return [
    left,
    (seconds) => {
      setNow(Date.now())
      setEndsAt(Date.now() + seconds * 1000)
    },
  ]
}
