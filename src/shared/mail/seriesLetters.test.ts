import { describe, expect, test } from 'vitest'
import type { MailSeries } from '../domain/mailContent.ts'
import { Instant } from '../domain/time.ts'
import { composeMail } from './compose.ts'
import type { MailClinic } from './inZone.ts'
import type { SeriesLetterFacts } from './seriesLetters.ts'
import { clinic, confirmation, id, NOW, series } from './testing/everyLetter.ts'

/** As the database may have them: not in their order. */
const unordered: MailSeries = { ...series, visits: series.visits.toReversed() }
const booked: SeriesLetterFacts = { ...confirmation, kind: 'seriesConfirmation', series: unordered }

function compose(facts: SeriesLetterFacts, at: MailClinic = clinic) {
  const mail = composeMail(at, facts, { id, to: 'ben@example.test', language: 'en', now: NOW })
  // Lines are broken where they are full.
  return { ...mail, text: mail.text.replaceAll(/(?<!\n)\n(?!\n)/g, ' ') }
}

describe('a confirmation of several visits', () => {
  test('R6.2, R9.1 names them in their order, from the first, with whom and where', () => {
    const { subject, text, calendar } = compose(booked)

    expect(subject).toBe('Your 2 visits from Tuesday 3 March, 10:00 · Harbour Street Clinic')
    expect(text.indexOf('Tuesday 3 March, 10:00 to 10:30')).toBeGreaterThan(0)
    expect(text.indexOf('Tuesday 17 March, 11:00 to 11:30')).toBeGreaterThan(
      text.indexOf('Tuesday 3 March, 10:00 to 10:30'),
    )
    expect(text).toContain('this is to confirm your visits.')
    expect(text).toContain('with Dr Lee · 14 Harbour Street, Vancouver')
    expect(text).toContain('Take me to my forms')
    expect(calendar).toMatchObject({ method: 'REQUEST', series: unordered })
  })

  test('R6.2, R9.1 says nothing of forms where there are none, and no dot where there is no address', () => {
    const { text } = compose({ ...booked, forms: null }, { ...clinic, addressLine: '' })

    expect(text).not.toContain('Take me to my forms')
    expect(text).toMatch(/with Dr Lee\n/)
  })

  test('R6.2, R9.1 one alone is a visit, and says until when the first of them can be changed', () => {
    const { subject, text } = compose({ ...booked, series: { ...series, visits: series.visits.slice(1) } })

    expect(subject).toBe('Your visit from Tuesday 17 March, 11:00 · Harbour Street Clinic')
    expect(text).toContain('until 16 March, 11:00')
  })

  test('about no visit there is none', () => {
    expect(() => compose({ ...booked, series: { ...series, visits: [] } })).toThrow('An e-mail about no visit')
  })
})

test('R6.2, R9.1 a change says when the first of them was, and brings the new times', () => {
  const was = Instant.parse('2026-03-02T18:00:00.000Z')
  const { subject, text, calendar } = compose({ ...booked, kind: 'seriesChange', what: 'time', knownStartsAt: was })

  expect(subject).toBe('2 visits have changed from Tuesday 3 March, 10:00 · Harbour Street Clinic')
  expect(text).toContain('2 of your visits have other times now. The first was on Monday 2 March, 10:00.')
  expect(text).toContain('with Dr Lee')
  expect(text).not.toContain('Take me to my forms')
  expect(calendar?.method).toBe('REQUEST')
})

test('R6.2, R9.1, R9.2 a cancellation names what does not take place, and takes it out of a calendar', () => {
  const { subject, text, calendar } = compose({ kind: 'seriesCancellation', givenName: 'Ben', series: unordered })

  expect(subject).toBe('2 visits are cancelled from Tuesday 3 March, 10:00 · Harbour Street Clinic')
  expect(text).toContain('these visits do not take place.')
  expect(text).toContain('Tuesday 17 March, 11:00 to 11:30')
  expect(text).not.toContain('Cannot come?')
  expect(calendar).toMatchObject({ method: 'CANCEL', series: unordered })
})
