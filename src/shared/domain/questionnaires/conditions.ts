import { isSameCoding, valueOf } from './answers.ts'
import type { Answer, Coding, EnableWhen } from './types.ts'

/**
 * FHIR R4 `enableWhen`, one condition. `exists` asks whether there is an answer; `=` and the comparisons ask for one
 * answer that fits; `!=` holds when no answer is equal, hence also when there is none.
 * @param given the answers of the question it names; empty while that question is hidden
 */
export function conditionHolds(condition: EnableWhen, given: readonly Answer[]): boolean {
  if (condition.operator === 'exists') return given.length > 0 === (condition.answerBoolean ?? true)
  const wanted = wantedValue(condition)
  if (wanted === undefined) return false
  if (condition.operator === '!=') return !given.some((answer) => isEqual(valueOf(answer), wanted))
  return given.some((answer) => compare(valueOf(answer), condition.operator, wanted))
}

function wantedValue(condition: EnableWhen): unknown {
  const key = Object.keys(condition).find((each) => each.startsWith('answer') && condition[each] !== undefined)
  return key === undefined ? undefined : condition[key]
}

function compare(value: unknown, operator: EnableWhen['operator'], wanted: unknown): boolean {
  if (operator === '=') return isEqual(value, wanted)
  const order = orderOf(value, wanted)
  if (order === null) return false
  switch (operator) {
    case '>':
      return order > 0
    case '<':
      return order < 0
    case '>=':
      return order >= 0
    case '<=':
      return order <= 0
    default:
      return false
  }
}

function isEqual(value: unknown, wanted: unknown): boolean {
  if (isCoding(value) && isCoding(wanted)) return isSameCoding(value, wanted)
  // A choice from plain strings may be asked for by a coding's code or display, and the other way round.
  if (isCoding(value) && typeof wanted === 'string') return value.code === wanted || value.display === wanted
  return value === wanted
}

/** Dates and times compare as ISO text; numbers as numbers; anything else has no order. */
function orderOf(value: unknown, wanted: unknown): number | null {
  if (typeof value === 'number' && typeof wanted === 'number') return value - wanted
  if (typeof value === 'string' && typeof wanted === 'string') return value < wanted ? -1 : value > wanted ? 1 : 0
  return null
}

function isCoding(value: unknown): value is Coding {
  return typeof value === 'object' && value !== null
}
