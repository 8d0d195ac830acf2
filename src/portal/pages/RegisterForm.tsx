import { useState, type ReactNode } from 'react'
import type { RedeemOutcome } from '../../shared/contract/portal.ts'
import type { DeadBecause } from '../../shared/domain/invitations.ts'
import type { register, Introduced } from '../redeeming.ts'
import { looksLikeEmail, passwordAdvice } from '../passwordAdvice.ts'
import { usePortal, type Session } from '../portal.ts'
import { PasswordField } from '../views/controls.tsx'
import { words } from '../words/words.ts'
import { LoginForm, problemOf, type LoginProblem } from './LoginForm.tsx'
import { loadPasswordRules, usePasswordRules } from './usePasswordRules.ts'

type RegisterFormProps = {
  readonly invitation: Introduced
  /** What the password is for: a new login, or the one whose password is lost. */
  readonly choose: typeof register
  readonly label: string
  /** False until it is known which e-mail the invitation went to. */
  readonly isReady: boolean
  readonly email: string
  readonly onEmail: (email: string) => void
  readonly password: string
  readonly onPassword: (password: string) => void
  readonly button: string
  readonly onRegistered: (outcome: RedeemOutcome, session: Session, hadLogin: boolean) => void
  readonly onDead: (because: DeadBecause) => void
  readonly onMayHaveLogin: () => void
}

/** An e-mail and a new password of one's own, by an open invitation only (R2.4). */
export function RegisterForm(props: RegisterFormProps): ReactNode {
  const {
    invitation,
    choose,
    label,
    isReady,
    email,
    onEmail,
    password,
    onPassword,
    button,
    onRegistered,
    onDead,
    onMayHaveLogin,
  } = props
  const portal = usePortal()
  const [problem, setProblem] = useState<LoginProblem>({})
  const advice = passwordAdvice(password, email, usePasswordRules())

  async function submit(): Promise<void> {
    setProblem({})
    if (!looksLikeEmail(email)) return setProblem({ email: words.register.emailIncomplete })
    const { isAccepted, text } = passwordAdvice(password, email, await loadPasswordRules())
    if (!isAccepted) return setProblem({ password: text })
    const result = await choose(portal, invitation, email.trim(), password)
    switch (result.kind) {
      case 'redeemed':
        return onRegistered(result.outcome, result.session, result.hadLogin)
      case 'dead':
        return onDead(result.because)
      case 'mayHaveLogin':
        return onMayHaveLogin()
      case 'trouble':
        return setProblem(problemOf(result.trouble))
    }
  }

  return (
    <LoginForm
      isReady={isReady}
      email={email}
      onEmail={onEmail}
      problem={problem}
      button={button}
      busyText={words.register.busy}
      onSubmit={submit}
    >
      <PasswordField
        label={label}
        name="new-password"
        autoComplete="new-password"
        value={password}
        onText={(text) => {
          onPassword(text)
          setProblem(({ password: _solved, ...others }) => others)
        }}
        hint={problem.password ? null : advice.text}
        problem={problem.password ?? null}
      />
    </LoginForm>
  )
}
