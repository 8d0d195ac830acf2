import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { NewPasswordInput, passwordSentence } from '../../components/NewPasswordInput.tsx'
import { declaredAs } from '../../components/errorSentence.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { SignInCard } from './SignInCard.tsx'

/** R10.3: with a one-time code, a password of one's own before anything else. */
export function ChoosePasswordStep(props: {
  readonly email: string
  readonly onDone: () => void
  /** The code opens nothing any more. */
  readonly onEnded: (failure: unknown) => void
  readonly onStartOver: () => void
}) {
  const { email } = props
  const api = useApi()
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const choose = useMutation(api.session.choosePassword.mutationOptions({ onSuccess: props.onDone }))
  const submit = () => {
    if (choose.isPending) return
    const found = passwordSentence(password, email)
    setProblem(found)
    if (found) return
    choose.mutate({ password }, { onError: (error) => declaredAs(error, 'START_OVER') && props.onEnded(error) })
  }
  const t = words.session.choosePassword
  return (
    <SignInCard
      title={t.title}
      text={t.text(email)}
      failure={choose.isPending ? null : choose.error}
      waitSeconds={0}
      onSubmit={submit}
    >
      {/* For whatever keeps passwords: whose it is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <NewPasswordInput
        label={t.label}
        isFirst
        value={password}
        error={problem}
        onChange={(value) => {
          setProblem(null)
          setPassword(value)
        }}
      />
      <Button type="submit" variant="filled" size="md" fullWidth loading={choose.isPending}>
        {t.goOn}
      </Button>
      <Button variant="subtle" color="gray" onClick={props.onStartOver}>
        {words.session.startOver}
      </Button>
    </SignInCard>
  )
}
