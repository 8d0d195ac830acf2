import { Autocomplete } from '@mantine/core'
import type { ClipboardEvent, KeyboardEvent, Ref } from 'react'
import { completionsOf, splitWords } from '../../../shared/envelope/recoveryWords.ts'
import { words } from '../../words/words.ts'
import styles from './wordField.module.css'

const COMPLETIONS = 5
/** As many letters say which word of the list is meant. */
const TELLING_LETTERS = 4

/**
 * One word of a recovery sheet (R10.9). Its first letters are enough: a space, Enter or leaving the field completes it.
 * Several words at once, pasted or scanned, go to the fields from here on.
 */
export function WordField({
  place,
  isOneOfMany,
  value,
  error,
  inputRef,
  onChange,
  onMany,
  onNext,
}: {
  readonly place: number
  /** Its number alone says which it is. */
  readonly isOneOfMany: boolean
  readonly value: string
  readonly error: string | null
  readonly inputRef: Ref<HTMLInputElement>
  readonly onChange: (word: string) => void
  readonly onMany: (words: readonly string[]) => void
  /** A space or a chosen completion: the next field. */
  readonly onNext: () => void
}) {
  const label = words.recovery.word(place + 1)
  const completions = completionsOf(value, COMPLETIONS)
  const meant = value.length >= TELLING_LETTERS || completions[0] === value ? completions[0] : undefined

  const type = (typed: string) => {
    const [word = '', ...more] = splitWords(typed)
    if (more.length === 0) onChange(word)
    else onMany([word, ...more])
  }
  const paste = (event: ClipboardEvent) => {
    const pasted = splitWords(event.clipboardData.getData('text'))
    if (pasted.length < 2) return
    // A field of one line would run words together that stand in lines of their own.
    event.preventDefault()
    onMany(pasted)
  }
  const goOn = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== ' ') return
    event.preventDefault()
    if (meant === undefined) return
    onChange(meant)
    onNext()
  }
  return (
    <Autocomplete
      ref={inputRef}
      data-place={place + 1}
      {...(isOneOfMany
        ? {
            'aria-label': label,
            leftSection: <span className={styles['place']}>{place + 1}</span>,
            leftSectionPointerEvents: 'none' as const,
          }
        : { label })}
      value={value}
      error={error}
      data={meant === value ? [] : completions}
      comboboxProps={{ width: 160, position: 'bottom-start' }}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
      maxLength={400}
      selectFirstOptionOnChange
      onChange={type}
      onPaste={paste}
      onKeyDown={goOn}
      onOptionSubmit={onNext}
      onBlur={() => meant !== undefined && meant !== value && onChange(meant)}
    />
  )
}
