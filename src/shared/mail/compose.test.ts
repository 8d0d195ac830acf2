import { expect, test } from 'vitest'
import { MailContent } from '../domain/mailContent.ts'
import { Instant } from '../domain/time.ts'
import { composeMail } from './compose.ts'
import type { MailClinic } from './inZone.ts'
import type { LetterFacts } from './letters.ts'
import { appointmentId, clinic, confirmation, everyLetter, id, NOW, offer, visitBooked } from './testing/everyLetter.ts'

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

test('R6.2 an offer says in one sentence which visit a yes moves, and of none where it makes one', () => {
  const insteadOfAt = Instant.parse('2026-03-24T17:00:00.000Z')
  const moves = /Taking it moves your visit of Tuesday 24 March, 10:00 to this time:\s+that one is\s+then given back/

  expect(compose({ ...offer, insteadOfAt }).text.replace(/\s+/g, ' ')).toMatch(moves)
  expect(compose(offer).text).not.toContain('moves')
})
