import { useRef } from 'react'
import { isRecoveryWord } from '../../../shared/envelope/recoveryWords.ts'
import { words } from '../../words/words.ts'
import { WordField } from './WordField.tsx'
import styles from './wordField.module.css'

const FEW = 3

export type TypedWords = {
  /** In the order of `places`. */
  readonly typed: readonly string[]
  /** Beside each field; null for none. */
  readonly problems: readonly (string | null)[]
}

export function noWords(places: readonly number[]): TypedWords {
  return { typed: places.map(() => ''), problems: places.map(() => null) }
}

/** What is missing or stands in no list, beside its field. */
export function withProblems({ typed }: TypedWords): TypedWords {
  const t = words.recovery
  const problem = (word: string) => (word === '' ? t.wordMissing : isRecoveryWord(word) ? null : t.wordUnknown)
  return { typed, problems: typed.map(problem) }
}

/** Fields for words of a recovery sheet. @param places which of its words, from 0 */
export function WordFields(props: {
  readonly places: readonly number[]
  readonly state: TypedWords
  readonly onChange: (change: (before: TypedWords) => TypedWords) => void
}) {
  const { places, state, onChange } = props
  const fields = useRef<(HTMLInputElement | null)[]>([])
  const put = (from: number, given: readonly string[]) =>
    onChange(({ typed, problems }) => ({
      typed: typed.map((word, at) => given[at - from] ?? word),
      problems: problems.map((problem, at) => (at >= from && at < from + given.length ? null : problem)),
    }))
  const isMany = places.length > FEW
  const goTo = (at: number) => fields.current[Math.min(at, places.length - 1)]?.focus()
  return (
    <div className={styles[isMany ? 'grid' : 'few']}>
      {places.map((place, at) => (
        <WordField
          key={place}
          place={place}
          isOneOfMany={isMany}
          value={state.typed[at] ?? ''}
          error={state.problems[at] ?? null}
          inputRef={(field) => void (fields.current[at] = field)}
          onChange={(word) => put(at, [word])}
          onMany={(many) => {
            put(at, many)
            goTo(at + many.length)
          }}
          onNext={() => goTo(at + 1)}
        />
      ))}
    </div>
  )
}
