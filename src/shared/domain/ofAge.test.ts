import { expect, test } from 'vitest'
import { linksFromChildhood } from './ofAge.ts'
import { CalendarDay } from './time.ts'

const day = (text: string) => CalendarDay.parse(text)

test('R5.3 on the birthday on which a child is of age, and not the day before, the links from before it are to be looked at', () => {
  const links = [
    { id: 'mother', sinceOn: day('2019-03-01') },
    { id: 'eve', sinceOn: day('2026-03-01') },
    { id: 'own', sinceOn: day('2026-03-02') },
  ]
  const due = (on: string, ofAge = 16, birthOn: CalendarDay | null = day('2010-03-02')) =>
    linksFromChildhood({ birthOn, on: day(on), ofAge }, links).map(({ id }) => id)

  expect(due('2026-03-01')).toEqual([])
  expect(due('2026-03-02')).toEqual(['mother', 'eve'])
  expect(due('2026-03-02', 18)).toEqual([])
  expect(due('2030-01-01', 18)).toEqual(['mother', 'eve', 'own'])
  expect(due('2030-01-01', 16, null)).toEqual([])
})
