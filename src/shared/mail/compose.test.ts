import { expect, test } from 'vitest'
import { AppointmentId, MailId } from '../domain/ids.ts'
import { MailContent } from '../domain/mailContent.ts'
import { Instant } from '../domain/time.ts'
import { composeMail } from './compose.ts'
import type { MailClinic } from './inZone.ts'
import type { LetterFacts } from './letters.ts'

const NOW = Instant.parse('2026-03-02T09:00:00.000Z')
const id = MailId.parse('01900000-0000-7000-8000-000000000001')
const appointmentId = AppointmentId.parse('01900000-0000-7000-8000-000000000002')
const clinic: MailClinic = {
  name: 'Harbour Street Clinic',
  addressLine: '14 Harbour Street, Vancouver',
  phone: '604 555 0100',
  email: 'desk@clinic.test',
  timeZone: 'America/Vancouver',
}
const invitation = {
  url: 'https://portal.example/c/clinic/open#secret',
  expiresAt: Instant.parse('2026-05-01T09:00:00.000Z'),
  hasCode: true,
}
const forms = { count: 1, minutes: 6, invitation }
const givenName = 'Ben'

const confirmation = {
  kind: 'confirmation',
  givenName,
  practitionerCalledName: 'Dr Lee',
  cutOffMinutes: 1_440,
  visit: {
    id: appointmentId,
    startsAt: Instant.parse('2026-03-03T18:00:00.000Z'),
    endsAt: Instant.parse('2026-03-03T18:30:00.000Z'),
    sequence: 2,
  },
  forms,
} satisfies LetterFacts
const visitBooked: Extract<LetterFacts, { kind: 'visitBooked' }> = {
  kind: 'visitBooked',
  practitionerCalledName: 'Dr Lee',
  visit: confirmation.visit,
  cutOffMinutes: 60,
  isAwaited: false,
  confirmUrl: 'https://portal.example/c/clinic/confirm#secret',
}
const offer = {
  kind: 'offer',
  givenName,
  practitionerCalledName: 'Dr Lee',
  visit: confirmation.visit,
  url: 'https://portal.example/c/clinic/offer#secret',
  until: Instant.parse('2026-03-02T20:15:00.000Z'),
} satisfies LetterFacts
const everyLetter: LetterFacts[] = [
  confirmation,
  { ...confirmation, kind: 'change', what: 'time', knownStartsAt: Instant.parse('2026-03-02T18:00:00.000Z') },
  { ...confirmation, kind: 'change', what: 'practitioner', knownStartsAt: confirmation.visit.startsAt },
  { ...confirmation, kind: 'change', what: 'length', knownStartsAt: confirmation.visit.startsAt },
  { kind: 'cancellation', givenName, visit: confirmation.visit },
  { kind: 'forms', givenName, forms },
  { kind: 'accessLink', givenName, invitedByName: 'Dr Lee', days: 5, invitation },
  { kind: 'linkAdded', givenName, at: NOW },
  { kind: 'linkEnded', givenName, change: 'ended', at: NOW },
  { kind: 'linkEnded', givenName, change: 'lowered', at: NOW },
  { kind: 'passwordRenewed', at: NOW },
  offer,
  { kind: 'test' },
  {
    kind: 'reminder',
    practitionerCalledName: 'Dr Lee',
    visit: confirmation.visit,
    cutOffMinutes: 1_440,
    answerUrl: 'https://portal.example/c/clinic/come#secret',
  },
  visitBooked,
  { ...visitBooked, isAwaited: true, confirmUrl: null },
  { kind: 'visitMoved', practitionerCalledName: 'Dr Lee', visit: confirmation.visit, cutOffMinutes: 60 },
  { kind: 'visitCancelled', practitionerCalledName: 'Dr Lee', visit: confirmation.visit },
]

function compose(facts: LetterFacts, at: MailClinic = clinic): MailContent {
  return composeMail(at, facts, { id, to: 'ben@example.test', language: 'en', now: NOW })
}

test.each(everyLetter)('R9.2 $kind has text and HTML, the clinic, its zone, and nothing but neutral words', (facts) => {
  const mail = compose(facts)

  expect(MailContent.parse(mail)).toEqual(mail)
  expect(mail.fromName).toBe('Harbour Street Clinic')
  expect(mail.subject).not.toContain('Ben')
  for (const body of [mail.text, mail.html]) {
    expect(body).toContain('Harbour Street Clinic')
    expect(body).toContain('Vancouver')
    expect(body).toContain('604 555 0100')
  }
  expect(mail.text).not.toMatch(/please|\bwe\b/i)
  expect(mail.html).toMatch(/^<!DOCTYPE html><html[^>]* lang="en"/)
})

test.each(everyLetter)('R9.2 $kind shows hostile names as text', (facts) => {
  const hostile = 'givenName' in facts ? { ...facts, givenName: '<img src=x onerror=alert(1)>' } : facts
  const mail = compose(hostile, { ...clinic, name: '<b>"Clinic"</b>' })

  expect(mail.html).not.toContain('<img')
  expect(mail.html).not.toContain('<b>')
  expect(mail.text).toContain('<b>"Clinic"</b>')
})

test('R9.2 the .ics is of the visit, with its sequence, and does not say what for', () => {
  expect(compose(confirmation).calendar).toEqual({
    method: 'REQUEST',
    ...confirmation.visit,
    summary: 'Visit to Harbour Street Clinic',
    addressLine: '14 Harbour Street, Vancouver',
    description: 'Telephone 604 555 0100',
    stampAt: NOW,
    series: null,
  })
})

test('R9.1 a confirmation by whoever knows no name greets nobody', () => {
  const { text } = compose({ ...confirmation, givenName: null })

  expect(text).toContain('This is to confirm your visit.')
  expect(text).not.toContain('Hello')
})

test('R9.3 answers go to the clinic’s own address, where it has one', () => {
  expect(compose(confirmation).replyTo).toBe('desk@clinic.test')
  expect(compose(confirmation, { ...clinic, email: '' }).replyTo).toBeNull()
})

test('a clinic without a telephone or address has no empty words', () => {
  for (const facts of everyLetter) {
    const { text } = compose(facts, { ...clinic, phone: '', addressLine: '' })
    expect(text).not.toMatch(/call {2}|Call[.,]| · \n|undefined|null/)
  }
})

test('R9.1 the confirmation of a booking says until when it can be changed, and how the address is confirmed', () => {
  const { text } = compose(visitBooked)
  const asked = compose({ ...visitBooked, isAwaited: true, confirmUrl: null }).text

  expect(text).toContain('Your visit is booked')
  expect(text).toContain('until 3 March, 09:00')
  expect(text).toContain('https://portal.example/c/clinic/confirm#secret')
  expect(asked).toContain('The clinic has yet to say yes')
  expect(asked).not.toContain('https://')
})

test('R9.1 a reminder greets nobody, asks for “I will come”, and leaves the calendar as it is', () => {
  const answerUrl = 'https://portal.example/c/clinic/come#secret'
  const facts = { practitionerCalledName: 'Dr Lee', visit: confirmation.visit, cutOffMinutes: 60, answerUrl }
  const { text, subject, calendar } = compose({ kind: 'reminder', ...facts })

  expect(subject).toBe('Reminder of your visit on Tuesday 3 March, 10:00 · Harbour Street Clinic')
  expect(text).toContain(`I will come ${answerUrl}`)
  expect(text).toContain('until 3 March, 09:00')
  expect(text).not.toMatch(/Hello|attached/)
  expect(calendar).toBeNull()
})

test('R9.2 a cancellation takes the visit out of a calendar: same UID, METHOD:CANCEL', () => {
  const facts = { practitionerCalledName: 'Dr Lee', visit: { ...confirmation.visit, sequence: 3 } }
  const { calendar, subject } = compose({ kind: 'visitCancelled', ...facts })

  expect(subject).toContain('is cancelled')
  expect(calendar).toMatchObject({ method: 'CANCEL', id: appointmentId, sequence: 3 })
})

test('R6.2 an offer says which time is kept until when, that nothing is booked, and brings no calendar file', () => {
  const { text, calendar, subject } = compose(offer)

  expect(subject).toBe('A time has become free on Tuesday 3 March, 10:00 · Harbour Street Clinic')
  expect(text).toContain('10:00 to 10:30')
  expect(text).toContain('with Dr Lee · 14 Harbour Street, Vancouver')
  expect(text).toContain('kept for you until 2 March, 12:15 (Vancouver time)')
  expect(text).toMatch(/Nothing is booked\s+until you take it/)
  expect(text).toContain(offer.url)
  expect(text).not.toContain('calendar file')
  expect(calendar).toBeNull()
})
