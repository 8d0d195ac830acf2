import { AppointmentId, MailId, SeriesId } from '../../domain/ids.ts'
import type { MailSeries } from '../../domain/mailContent.ts'
import { Instant } from '../../domain/time.ts'
import type { MailClinic } from '../inZone.ts'
import type { LetterFacts } from '../letters.ts'

export const NOW = Instant.parse('2026-03-02T09:00:00.000Z')
export const id = MailId.parse('01900000-0000-7000-8000-000000000001')
export const appointmentId = AppointmentId.parse('01900000-0000-7000-8000-000000000002')
export const clinic: MailClinic = {
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

export const confirmation = {
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
export const visitBooked: Extract<LetterFacts, { kind: 'visitBooked' }> = {
  kind: 'visitBooked',
  practitionerCalledName: 'Dr Lee',
  visit: confirmation.visit,
  cutOffMinutes: 60,
  isAwaited: false,
  confirmUrl: 'https://portal.example/c/clinic/confirm#secret',
}
export const offer = {
  kind: 'offer',
  givenName,
  practitionerCalledName: 'Dr Lee',
  visit: confirmation.visit,
  url: 'https://portal.example/c/clinic/offer#secret',
  until: Instant.parse('2026-03-02T20:15:00.000Z'),
  insteadOfAt: null,
} satisfies LetterFacts
const change = { ...confirmation, kind: 'change', knownStartsAt: confirmation.visit.startsAt } as const
const startsAt = (on: string) => Instant.parse(`2026-03-${on}T18:00:00.000Z`)
const endsAt = (on: string) => Instant.parse(`2026-03-${on}T18:30:00.000Z`)
export const series: MailSeries = {
  id: SeriesId.parse('01900000-0000-7000-8000-000000000009'),
  timeZone: clinic.timeZone,
  whole: null,
  visits: ['03', '17'].map((on) => ({
    ...{ originallyAt: startsAt(on), startsAt: startsAt(on), endsAt: endsAt(on), sequence: 0 },
  })),
}

/** One of everything that is ever said, and of each way to say it. */
export const everyLetter: readonly LetterFacts[] = [
  confirmation,
  { ...change, what: 'time', knownStartsAt: Instant.parse('2026-03-02T18:00:00.000Z') },
  { ...change, what: 'practitioner' },
  { ...change, what: 'length' },
  { kind: 'cancellation', givenName, visit: confirmation.visit },
  { ...confirmation, kind: 'seriesConfirmation', series },
  { ...change, kind: 'seriesChange', what: 'time', series },
  { ...change, kind: 'seriesChange', what: 'practitioner', series },
  { ...change, kind: 'seriesChange', what: 'length', series },
  { kind: 'seriesCancellation', givenName, series },
  { kind: 'forms', givenName, forms },
  { kind: 'accessLink', givenName, invitedByName: 'Dr Lee', days: 5, invitation },
  { kind: 'linkAdded', givenName, at: NOW },
  { kind: 'linkEnded', givenName, change: 'ended', at: NOW },
  { kind: 'linkEnded', givenName, change: 'lowered', at: NOW },
  { kind: 'passwordRenewed', at: NOW },
  { kind: 'messageWaiting', givenName, at: NOW, url: 'https://portal.example/c/clinic/messages' },
  {
    kind: 'emailWanted',
    url: 'https://portal.example/c/clinic/email#secret',
    until: Instant.parse('2026-03-03T09:00:00.000Z'),
  },
  { kind: 'emailChanged', at: NOW },
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
