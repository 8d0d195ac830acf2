import { useState, type ReactNode } from 'react'
import { signIn } from '../accounts.ts'
import { loadVault } from '../loadVault.ts'
import { looksLikeEmail } from '../passwordAdvice.ts'
import { usePortal, type OpenSession } from '../portal.ts'
import { PasswordField } from '../views/controls.tsx'
import { words } from '../words/words.ts'
import { LoginForm, problemOf, type LoginProblem } from './LoginForm.tsx'

type SignInFormProps = {
  /** False while the e-mail may still fill itself in. */
  readonly isReady: boolean
  readonly email: string
  readonly onEmail: (email: string) => void
  readonly password: string
  readonly onPassword: (password: string) => void
  /** The cookie says who it is: only the password is asked. */
  readonly isEmailFixed?: boolean
  readonly button: string
  /** What follows signing in belongs to the same press; the button is busy until it is done. */
  readonly onSignedIn: (session: OpenSession) => Promise<void>
}

export function SignInForm(props: SignInFormProps): ReactNode {
  const { isReady, email, onEmail, password, onPassword, isEmailFixed, button, onSignedIn } = props
  const portal = usePortal()
  const [problem, setProblem] = useState<LoginProblem>({})

  async function submit(): Promise<void> {
    setProblem({})
    if (!looksLikeEmail(email)) return setProblem({ email: words.register.emailIncomplete })
    if (password === '') return setProblem({ password: words.register.passwordNeeded })
    const result = await signIn(portal, email.trim(), password)
    switch (result.kind) {
      case 'open':
        if (problem.older?.recipient === result.login.recipient) portal.setNotice(words.older.wentOn)
        return onSignedIn(result)
      case 'wrong': {
        const vault = await loadVault()
        const isCode = vault.normaliseCode(password) !== null
        return setProblem({ password: isCode ? words.password.codeAtSignIn : words.errors.WRONG_EMAIL_OR_PASSWORD })
      }
      default:
        return setProblem(problemOf(result.trouble))
    }
  }

  return (
    <LoginForm
      isReady={isReady}
      email={email}
      onEmail={onEmail}
      isEmailFixed={isEmailFixed ?? false}
      problem={problem}
      button={button}
      busyText={words.signIn.busy}
      onSubmit={submit}
    >
      <PasswordField
        label={words.password.enter}
        name="password"
        autoComplete="current-password"
        value={password}
        onText={onPassword}
        problem={problem.password ?? null}
      />
    </LoginForm>
  )
}
