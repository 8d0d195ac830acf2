import type { ReactNode } from 'react'
import type { Typed } from '../../booking/kept.ts'
import type { PersonProblem } from '../../booking/typedPerson.ts'
import { PersonFields, type PersonSaid } from '../../views/booking/PersonFields.tsx'
import { Field, PasswordField } from '../../views/controls.tsx'
import { bookingWords } from '../../words/bookingWords.ts'

/** What is wrong with what was typed, in words, field by field. */
export type Said = PersonSaid & { readonly email?: string; readonly password?: string; readonly whom?: string }

export function saidOf({ givenName, familyName, birth, phone }: PersonProblem): PersonSaid {
  const { problems } = bookingWords.details
  return {
    ...(givenName && { givenName: problems.name }),
    ...(familyName && { familyName: problems.name }),
    ...(birth && { birth: problems.birth[birth] }),
    ...(phone && { phone: problems.phone }),
  }
}

type LoginFieldsProps = {
  readonly typed: Typed
  readonly onTyped: (change: Partial<Typed>) => void
  readonly said: Said
  /** Null for whoever is signed in, who books for somebody else. */
  readonly login: {
    readonly password: string
    readonly onPassword: (password: string) => void
    readonly advice: string
  } | null
}

/** Somebody new, and the login that they get with it (R2.1). */
export function LoginFields({ typed, onTyped, said, login }: LoginFieldsProps): ReactNode {
  const { details } = bookingWords
  return (
    <>
      <PersonFields typed={typed} onTyped={onTyped} said={said} isOneself={login !== null} />
      {login && (
        <>
          <Field
            label={details.email}
            type="email"
            name="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            value={typed.email}
            onText={(email) => onTyped({ email })}
            problem={said.email ?? null}
          />
          <PasswordField
            label={details.password}
            name="new-password"
            autoComplete="new-password"
            value={login.password}
            onText={login.onPassword}
            hint={said.password ? null : login.advice}
            problem={said.password ?? null}
          />
        </>
      )}
    </>
  )
}
