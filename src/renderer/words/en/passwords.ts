import type { PasswordProblem } from '../../../shared/domain/passwordChoice.ts'

/** Choosing a password, one's first or another (R10.3). */
export const passwords = {
  hint: 'At least 10 characters',
  short: (missing: number) =>
    missing === 1 ? '1 more character is needed.' : `${missing} more characters are needed.`,
  problem: {
    tooShort: 'This password is too short.',
    isCode: 'This looks like the one-time code. Choose something else.',
    isEmail: 'This is too close to the e-mail address.',
    common: 'This is one of the first that anybody would guess.',
  } satisfies Record<PasswordProblem, string>,
}
