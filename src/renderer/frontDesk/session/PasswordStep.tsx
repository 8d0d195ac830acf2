import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { SignInCard } from './SignInCard.tsx'
import { useWait } from './useWait.ts'

/** Who one is: one sentence for an unknown e-mail, a wrong password and a wrong one-time code. */
export function PasswordStep(props: {
  readonly title: string
  readonly text: string | null
  /** Stands in its field already, and the focus is in the next; empty where nobody was here. */
  readonly lastEmail: string
  /** Why a later step brought the person back here. */
  readonly ended: unknown
  readonly onDone: () => void
}) {
  const api = useApi()
  const [email, setEmail] = useState(props.lastEmail)
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState<'email' | 'password' | null>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  const wait = useWait()
  const signIn = useMutation(api.session.signIn.mutationOptions({ onSuccess: props.onDone }))
  const submit = () => {
    if (signIn.isPending) return
    const lacks = email.trim() === '' ? 'email' : password === '' ? 'password' : null
    setMissing(lacks)
    if (lacks) return
    signIn.mutate(
      { email: email.trim(), password },
      {
        onError: (error) => {
          setPassword('')
          passwordField.current?.focus()
          wait.begin(error)
        },
      },
    )
  }
  const t = words.session
  return (
    <SignInCard
      title={props.title}
      text={props.text}
      failure={signIn.isPending ? null : (signIn.error ?? props.ended)}
      waitSeconds={wait.seconds}
      onSubmit={submit}
    >
      <TextInput
        label={t.email}
        type="email"
        autoComplete="username"
        autoFocus={props.lastEmail === ''}
        value={email}
        error={missing === 'email' ? t.emailNeeded : null}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        ref={passwordField}
        label={t.password}
        description={t.oneTimeCodeHint}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
        autoComplete="current-password"
        autoFocus={props.lastEmail !== ''}
        value={password}
        error={missing === 'password' ? t.passwordNeeded : null}
        aria-invalid={missing === 'password'}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled" size="md" fullWidth loading={signIn.isPending} disabled={wait.seconds > 0}>
        {t.signIn}
      </Button>
    </SignInCard>
  )
}
