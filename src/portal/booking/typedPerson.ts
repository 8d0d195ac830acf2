import type { TypedPerson } from '../../shared/domain/sealedLetters.ts'
import { isoDay } from '../views/answerInput.ts'
import type { Typed } from './kept.ts'

/** What is wrong with whom somebody books for, field by field. */
export type PersonProblem = {
  readonly givenName?: 'missing'
  readonly familyName?: 'missing'
  readonly birth?: 'incomplete' | 'noSuchDay' | 'toCome'
  readonly phone?: 'incomplete'
}

/** The domain's schema, which comes with the keys' half of the script. */
type Schema = Pick<typeof TypedPerson, 'shape'>

/**
 * Who comes, out of what was typed (R6.3).
 * @param today a calendar day: nobody is born after it
 */
export function personOf(
  typed: Typed,
  { shape }: Schema,
  today: string,
):
  | { readonly person: TypedPerson; readonly problem: null }
  | { readonly person: null; readonly problem: PersonProblem } {
  const givenName = shape.givenName.safeParse(typed.givenName)
  const familyName = shape.familyName.safeParse(typed.familyName)
  const phone = shape.phone.safeParse(typed.phone)
  const birthOn = shape.birthOn.safeParse(isoDay(typed.birth))
  const isToCome = birthOn.success && birthOn.data > today
  if (givenName.success && familyName.success && phone.success && birthOn.success && !isToCome) {
    const names = { givenName: givenName.data, familyName: familyName.data }
    return { person: { ...names, birthOn: birthOn.data, phone: phone.data }, problem: null }
  }
  return {
    person: null,
    problem: {
      ...(!givenName.success && { givenName: 'missing' }),
      ...(!familyName.success && { familyName: 'missing' }),
      ...((!birthOn.success || isToCome) && {
        birth: isToCome ? 'toCome' : isFilledIn(typed.birth) ? 'noSuchDay' : 'incomplete',
      }),
      ...(!phone.success && { phone: 'incomplete' }),
    },
  }
}

function isFilledIn({ day, month, year }: Typed['birth']): boolean {
  return day !== '' && month !== '' && /^\d{4}$/.test(year)
}
