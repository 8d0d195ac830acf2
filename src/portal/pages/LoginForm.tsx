import type { FormEvent, ReactNode } from 'react'
import type { OlderKeyring } from '../tampered.ts'
import { troubleInForm, type Trouble } from '../trouble.ts'
import { Button, Field, Notice } from '../views/controls.tsx'
import { words } from '../words/words.ts'
import { OlderNotice } from './OlderNotice.tsx'
import { usePress } from './usePress.ts'

/** What is wrong with the e-mail, with the password, or with neither. */
export type LoginProblem = {
  readonly email?: string
  readonly password?: string
  readonly other?: string
  /** What the endpoint has of the login is older than what this browser has seen. */
  readonly older?: OlderKeyring
}

export function problemOf(trouble: Trouble): LoginProblem {
  return trouble.code === 'OLD_STATE' ? { older: trouble.older } : { other: troubleInForm(trouble) }
}

type LoginFormProps = {
  /** Pressed before, the button waits for it. */
  readonly isReady: boolean
  readonly email: string
  readonly onEmail: (email: string) => void
  readonly isEmailFixed?: boolean
  readonly problem: LoginProblem
  readonly button: string
  readonly busyText: string
  readonly onSubmit: () => Promise<void>
  /** The password's field. */
  readonly children: ReactNode
}

/** An e-mail and a password, for a new login and for one that there is. */
export function LoginForm(props: LoginFormProps): ReactNode {
  const { isReady, email, onEmail, isEmailFixed, problem, button, busyText, onSubmit, children } = props
  const { isBusy, press } = usePress(isReady, onSubmit)
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        press()
      }}
    >
      <Field
        label={words.password.email}
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        readOnly={isEmailFixed ?? false}
        value={email}
        onText={onEmail}
        problem={problem.email ?? null}
      />
      {children}
      {problem.other && <Notice tone="bad">{problem.other}</Notice>}
      {problem.older && <OlderNotice older={problem.older} onGoOn={press} />}
      <Button type="submit" isBusy={isBusy} busyText={busyText}>
        {button}
      </Button>
    </form>
  )
}
