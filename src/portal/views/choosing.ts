import type { Answer } from '../../shared/domain/questionnaires/types.ts'

export type Option = {
  readonly text: string
  readonly answer: Answer
  readonly is: (answer: Answer) => boolean
  /** "None of these": chosen, it stands alone. */
  readonly isExclusive: boolean
}

/** What is chosen of several after a tap on one: what excludes the others takes their place, and they take its. */
export function afterTap(options: readonly Option[], answers: readonly Answer[], tapped: Option): Answer[] {
  if (answers.some(tapped.is)) return answers.filter((answer) => !tapped.is(answer))
  return tapped.isExclusive ? [tapped.answer] : [...withoutExclusive(options, answers), tapped.answer]
}

/** What goes together with an answer in words of one's own. */
export function withoutExclusive(options: readonly Option[], answers: readonly Answer[]): Answer[] {
  return answers.filter((answer) => !options.some((option) => option.isExclusive && option.is(answer)))
}
