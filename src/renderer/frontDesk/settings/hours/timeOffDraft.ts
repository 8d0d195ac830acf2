import type { CalendarDay } from '../../../../shared/domain/time.ts'
import { isOffTooLong, TimeOffDetails } from '../../../../shared/domain/workingHours.ts'
import { readTypedClock } from '../../../format/typedClock.ts'
import { parseTypedDay } from '../../../format/typedDay.ts'

/** Time off as it is typed; a last day or times that are left empty are not said. */
export type TimeOffDraft = {
  readonly fromOn: string
  readonly toOn: string
  readonly from: string
  readonly to: string
  readonly word: string
}

export const NO_TIME_OFF: TimeOffDraft = { fromOn: '', toOn: '', from: '', to: '', word: '' }

export type TimeOffProblem = 'noDay' | 'noTime' | 'backwards' | 'tooLong'
export type TimeOffProblems = { readonly [Field in keyof TimeOffDraft]?: TimeOffProblem }

/** R6.1: what was typed, or which fields are no days or times. "1" until "5" is in the afternoon. */
export function readTimeOff(
  draft: TimeOffDraft,
  today: CalendarDay,
): { readonly details: TimeOffDetails } | { readonly problems: TimeOffProblems } {
  const fromOn = parseTypedDay(draft.fromOn, today, 'future')
  const toOn = draft.toOn.trim() === '' ? fromOn : parseTypedDay(draft.toOn, today, 'future')
  const isFrom = draft.from.trim() !== ''
  const isTo = draft.to.trim() !== ''
  const begins = readTypedClock(draft.from)
  const from = begins.find((time) => time >= '06:00') ?? begins[0] ?? null
  const ends = readTypedClock(draft.to)
  const to = ends.find((time) => time > (from ?? '06:00')) ?? ends[0] ?? null
  const problems: TimeOffProblems = {
    ...(fromOn ? {} : { fromOn: 'noDay' }),
    ...lastDayProblem(fromOn, toOn),
    ...(isFrom && from === null ? { from: 'noTime' } : {}),
    ...(isTo && to === null ? { to: 'noTime' } : {}),
    ...(from !== null && to !== null && to <= from ? { to: 'backwards' } : {}),
  }
  if (Object.keys(problems).length > 0) return { problems }
  return { details: TimeOffDetails.parse({ fromOn, toOn, from, to, word: draft.word }) }
}

function lastDayProblem(fromOn: CalendarDay | null, toOn: CalendarDay | null): TimeOffProblems {
  if (!toOn) return { toOn: 'noDay' }
  if (!fromOn) return {}
  if (toOn < fromOn) return { toOn: 'backwards' }
  return isOffTooLong(fromOn, toOn) ? { toOn: 'tooLong' } : {}
}
