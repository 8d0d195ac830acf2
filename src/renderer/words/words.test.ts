import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeFormats } from '../../shared/language/formats.ts'
import { shortDateTime, visitTime } from '../format/moments.ts'
import { parseTypedDay } from '../format/typedDay.ts'
import { CalendarDay, Instant } from '../../shared/domain/time.ts'

beforeEach(() => {
  // Each test chooses for itself: what another one chose is not heard here.
  vi.resetModules()
  vi.stubGlobal('document', { documentElement: { lang: '' } })
})
afterEach(() => void vi.unstubAllGlobals())

test('the page is in English until another language is chosen, and says in which it is', async () => {
  const said = await import('./words.ts')
  await said.speak('en')
  expect(said.words.common.cancel).toBe('Cancel')
  expect(document.documentElement.lang).toBe('en')

  await said.speak('en-XA')

  expect(document.documentElement.lang).toBe('en-XA')
  expect(said.words.common.cancel).toBe('Çáñçéļ···')
  expect(said.words.common.errors.declared.STORE_UNAVAILABLE({ because: 'busy' })).not.toMatch(/\b[a-z]{3,}\b/)
  expect(said.formats.date('1985-03-12')).toBe('12 Máŕçh··· 1985')
})

test('a day that the page wrote in its language reads back, and so does an English one', async () => {
  const said = await import('./words.ts')
  await said.speak('en-XA')
  const { parseTypedDay: parse } = await import('../format/typedDay.ts')
  const today = CalendarDay.parse('2026-11-23')

  for (const typed of [said.formats.date('1985-03-12'), said.formats.shortDate('1985-03-12'), '12 March 1985']) {
    expect(parse(typed, today, 'past')).toBe('1985-03-12')
  }
  expect(parse(said.words.calendar.booking.typed.tomorrow, today, 'future')).toBe('2026-11-24')
  expect(parse(said.formats.shortWeekdayDay('2026-11-27', 'UTC', today), today, 'future')).toBe('2026-11-27')
})

test('R6.1 a moment is told in the clinic’s zone, and without the day while it is today', () => {
  const now = Instant.parse('2026-11-24T01:00:00.000Z')
  const at = Instant.parse('2026-11-23T22:03:00.000Z')

  expect(shortDateTime(at, 'America/New_York', now)).toBe('17:03')
  expect(visitTime(at, 'America/New_York', now)).toBe('Today, 17:03')
  expect(visitTime(at, 'UTC', now)).toBe('Mon 23 Nov, 22:03')
})

test('a day reads back as the booking panel writes it', () => {
  const today = CalendarDay.parse('2026-11-23')

  for (const on of ['2026-09-01', '2026-12-31', '2027-02-28']) {
    expect(parseTypedDay(makeFormats('en').shortDate(on), today, 'future')).toBe(on)
  }
})
