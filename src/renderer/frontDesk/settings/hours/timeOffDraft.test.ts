import { expect, test } from 'vitest'
import { CalendarDay } from '../../../../shared/domain/time.ts'
import { NO_TIME_OFF, readTimeOff } from './timeOffDraft.ts'

const today = CalendarDay.parse('2026-03-02')

test('R6.1 a day alone is the whole of it, and part of several days is the same part of each', () => {
  expect(readTimeOff({ ...NO_TIME_OFF, fromOn: '6 March' }, today)).toEqual({
    details: { fromOn: '2026-03-06', toOn: '2026-03-06', from: null, to: null, word: '' },
  })
  expect(readTimeOff({ fromOn: '6 March', toOn: '8 March', from: '1', to: '5', word: ' course ' }, today)).toEqual({
    details: { fromOn: '2026-03-06', toOn: '2026-03-08', from: '13:00', to: '17:00', word: 'course' },
  })
})

test.each([
  [{ fromOn: '' }, { fromOn: 'noDay', toOn: 'noDay' }],
  [{ toOn: '5 March' }, { toOn: 'backwards' }],
  [{ toOn: '9 March 2029' }, { toOn: 'tooLong' }],
  [{ toOn: 'someday' }, { toOn: 'noDay' }],
  [{ from: 'noon' }, { from: 'noTime' }],
  [{ to: 'noon' }, { to: 'noTime' }],
  [{ from: '14:00', to: '14:00' }, { to: 'backwards' }],
  [{ from: '14:00', to: '13:30' }, { to: 'backwards' }],
])('R6.1 time off typed as %j has its words: %j', (part, problems) => {
  expect(readTimeOff({ ...NO_TIME_OFF, fromOn: '6 March', ...part }, today)).toEqual({ problems })
})
