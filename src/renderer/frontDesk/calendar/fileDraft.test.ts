import { expect, test } from 'vitest'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { readFileDraft } from './fileDraft.ts'

const today = CalendarDay.parse('2026-03-02')

test('R11.1 the days of a calendar file are typed: the first alone is one day', () => {
  expect(readFileDraft({ fromOn: '3 March', toOn: '8 March' }, today)).toEqual({
    fromOn: '2026-03-03',
    toOn: '2026-03-08',
  })
  expect(readFileDraft({ fromOn: '3/3/26', toOn: ' ' }, today)).toEqual({ fromOn: '2026-03-03', toOn: '2026-03-03' })
})

test('R11.1 what is no day, goes backwards or over more than a year is said beside its field', () => {
  const problems = (fromOn: string, toOn: string) => readFileDraft({ fromOn, toOn }, today)
  expect(problems('', '')).toEqual({ problems: { fromOn: 'noDay' } })
  expect(problems('3 March', 'soon?')).toEqual({ problems: { toOn: 'noDay' } })
  expect(problems('8 March', '3 March 2026')).toEqual({ problems: { toOn: 'backwards' } })
  expect(problems('2026-03-03', '2027-03-04')).toEqual({ problems: { toOn: 'tooLong' } })
  expect(problems('2026-03-03', '2027-03-03')).toEqual({ fromOn: '2026-03-03', toOn: '2027-03-03' })
})
