import { PasswordInput } from '@mantine/core'
import { charactersMissing } from '../../shared/domain/passwordChoice.ts'
import { staffPasswordProblem } from '../../shared/domain/staff.ts'
import { words } from '../words/words.ts'

/** A password that is being chosen; it can be looked at, and is typed once. */
export function NewPasswordInput(props: {
  readonly label: string
  readonly value: string
  readonly error: string | null
  readonly isFirst?: boolean
  readonly className?: string
  readonly onChange: (value: string) => void
}) {
  return (
    <PasswordInput
      label={props.label}
      className={props.className ?? ''}
      maxLength={1000}
      description={words.passwords.hint}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      visibilityToggleButtonProps={{ 'aria-label': words.session.showPassword }}
      autoComplete="new-password"
      data-autofocus={props.isFirst}
      autoFocus={props.isFirst}
      value={props.value}
      error={props.error}
      // Mantine marks its frame alone.
      aria-invalid={props.error !== null}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

/** What is wrong with it, in a sentence; null for one that is taken (R10.3). */
export function passwordSentence(typed: string, email: string): string | null {
  const problem = staffPasswordProblem(typed, email)
  if (problem === null) return null
  return problem === 'tooShort' ? words.passwords.short(charactersMissing(typed)) : words.passwords.problem[problem]
}
