import { FILE_DAYS } from '../../../shared/contract/desk/files.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { plusDays } from '../../../shared/domain/zone.ts'
import { parseTypedDay } from '../../format/typedDay.ts'

/** The days of a calendar file, as typed. */
export type FileDraft = { readonly fromOn: string; readonly toOn: string }
export type FileProblems = { readonly [Field in keyof FileDraft]?: 'noDay' | 'backwards' | 'tooLong' }

/** The days that are meant, or what is wrong with which field. Without a last day it is the first alone. */
export function readFileDraft(
  draft: FileDraft,
  today: CalendarDay,
): { readonly fromOn: CalendarDay; readonly toOn: CalendarDay } | { readonly problems: FileProblems } {
  const fromOn = parseTypedDay(draft.fromOn, today, 'future')
  const toOn = draft.toOn.trim() === '' ? fromOn : parseTypedDay(draft.toOn, today, 'future')
  if (!fromOn || !toOn) {
    return {
      problems: {
        ...(fromOn ? {} : { fromOn: 'noDay' }),
        ...(toOn || draft.toOn.trim() === '' ? {} : { toOn: 'noDay' }),
      },
    }
  }
  if (toOn < fromOn) return { problems: { toOn: 'backwards' } }
  if (toOn >= plusDays(fromOn, FILE_DAYS)) return { problems: { toOn: 'tooLong' } }
  return { fromOn, toOn }
}
