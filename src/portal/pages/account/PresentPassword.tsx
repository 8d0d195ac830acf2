import type { ReactNode } from 'react'
import { PasswordField } from '../../views/controls.tsx'
import { accountWords } from '../../words/accountWords.ts'

/** Asked of whoever is signed in before something is done that cannot be taken back by whoever else holds the phone. */
export function PresentPassword(props: {
  /** Whose it is, for whatever remembers passwords. */
  readonly email: string
  readonly value: string
  readonly onText: (text: string) => void
  readonly problem: string | null
}): ReactNode {
  return (
    <>
      <input type="email" autoComplete="username" value={props.email} readOnly hidden />
      <PasswordField
        label={accountWords.password.present}
        name="password"
        autoComplete="current-password"
        value={props.value}
        onText={props.onText}
        problem={props.problem}
      />
    </>
  )
}
