import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formsSentence, headerText, helpSentence, mailSpan, mailSubjects, zoneCity } from './mailWording.ts'
import { Instant } from './time.ts'

const NOW = Instant.parse('2026-02-20T09:00:00.000Z')
const TEN = Instant.parse('2026-03-03T18:00:00.000Z')

test('R9.2 times are in the zone of the clinic, whatever zone the machine is in', () => {
  const until = Instant.parse('2026-03-03T18:30:00.000Z')

  expect(mailSpan(TEN, until, 'America/Vancouver', NOW)).toBe('Tuesday 3 March, 10:00 to 10:30')
  expect(mailSpan(TEN, until, 'Australia/Sydney', NOW)).toBe('Wednesday 4 March, 05:00 to 05:30')
  expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
})

test('R9.2 another year is named', () => {
  const nextYear = Instant.parse('2027-03-03T18:00:00.000Z')

  expect(mailSpan(nextYear, nextYear, 'America/Vancouver', NOW)).toContain('Wednesday 3 March 2027')
})

test('R9.2 a header is one line, whatever a clinic is called', () => {
  expect(headerText('Clinic\r\nBcc: all@example.test', 200)).toBe('Clinic Bcc: all@example.test')
  expect(headerText('Clinic\u202Eevil\u2028x', 200)).toBe('Clinic evil x')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const subject = headerText(mailSubjects.accessLink(name), 300)

      expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
      expect([...subject].length).toBeLessThanOrEqual(300)
    }),
  )
})

test('one form is not forms', () => {
  expect(formsSentence(1, 6, true)).toBe('One form to fill in before you come, about 6 minutes:')
  expect(formsSentence(2, 1, false)).toBe('2 forms to fill in, about 1 minute:')
})

test('R4.5 a code is offered where there is one', () => {
  expect(helpSentence('604 555 0100', true)).toBe('If it does not open, call 604 555 0100 and have a code read out.')
  expect(helpSentence('', false)).toBe('If it does not open, call the clinic.')
})
