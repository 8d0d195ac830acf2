import { useId, type ReactNode } from 'react'
import { bookingWords } from '../../words/bookingWords.ts'
import type { DateParts } from '../answerInput.ts'
import { Field, Problem } from '../controls.tsx'
import { DateFields } from '../DateFields.tsx'

/** What of somebody is typed. */
export type PersonTyped = {
  readonly givenName: string
  readonly familyName: string
  readonly birth: DateParts
  readonly phone: string
}

/** What is wrong with them, in words. */
export type PersonSaid = { readonly [Name in keyof PersonTyped]?: string | undefined }

type PersonFieldsProps = {
  readonly typed: PersonTyped
  readonly onTyped: (change: Partial<PersonTyped>) => void
  readonly said: PersonSaid
  /** The browser fills in whoever sits before it; somebody else's fields it leaves alone. */
  readonly isOneself: boolean
}

/** Who comes: name, date of birth and telephone. */
export function PersonFields({ typed, onTyped, said, isOneself }: PersonFieldsProps): ReactNode {
  const id = useId()
  const { details } = bookingWords
  const fill = (what: string) => (isOneself ? what : 'off')
  return (
    <>
      <div className="pt-two">
        <Field
          label={details.given}
          name="given-name"
          autoComplete={fill('given-name')}
          maxLength={200}
          value={typed.givenName}
          onText={(givenName) => onTyped({ givenName })}
          problem={said.givenName ?? null}
        />
        <Field
          label={details.family}
          name="family-name"
          autoComplete={fill('family-name')}
          maxLength={200}
          value={typed.familyName}
          onText={(familyName) => onTyped({ familyName })}
          problem={said.familyName ?? null}
        />
      </div>
      <div className="pt-field">
        <span className="pt-label" id={`${id}-birth`}>
          {details.birth}
        </span>
        <DateFields
          parts={typed.birth}
          onParts={(birth) => onTyped({ birth })}
          isBirth={isOneself}
          labelledBy={`${id}-birth`}
          describedBy={said.birth ? `${id}-birth-problem` : undefined}
          isInvalid={said.birth !== undefined}
        />
        <Problem id={`${id}-birth-problem`} text={said.birth ?? null} />
      </div>
      <Field
        label={details.phone}
        type="tel"
        name="tel"
        autoComplete={fill('tel')}
        maxLength={40}
        value={typed.phone}
        onText={(phone) => onTyped({ phone })}
        problem={said.phone ?? null}
      />
    </>
  )
}
