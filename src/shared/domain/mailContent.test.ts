import { expect, test } from 'vitest'
import { AppointmentId, MailId } from './ids.ts'
import { MailContent } from './mailContent.ts'
import { toInstant } from './time.ts'

const mail: MailContent = {
  format: 2,
  id: MailId.parse('01900000-0000-7000-8000-000000000001'),
  fromName: 'Harbour Street Clinic',
  replyTo: null,
  to: 'ana@example.test',
  subject: 'Your appointment',
  text: 'Hello',
  html: '<p>Hello</p>',
  calendar: null,
}
const visit = {
  id: AppointmentId.parse('01900000-0000-7000-8000-000000000002'),
  startsAt: toInstant(0),
  endsAt: toInstant(1),
  sequence: 0,
  summary: 'Visit',
  addressLine: '',
  description: '',
  stampAt: toInstant(0),
  series: null,
}

test.each(['REQUEST', 'CANCEL'] as const)('R9.2 an e-mail may tell a calendar of its visit: %s', (method) => {
  const withCalendar = { ...mail, calendar: { ...visit, method } }

  expect(MailContent.parse(withCalendar)).toEqual(withCalendar)
})

test('R9.2 one that was written before there were series tells of a single visit', () => {
  const { series: _series, ...single } = visit

  expect(MailContent.parse({ ...mail, calendar: { ...single, method: 'REQUEST' } }).calendar).toEqual({
    ...visit,
    method: 'REQUEST',
  })
})

test('R9.2 what tells a calendar anything else is refused', () => {
  expect(MailContent.safeParse({ ...mail, calendar: { ...visit, method: 'REPLY' } }).success).toBe(false)
  expect(MailContent.safeParse({ ...mail, calendar: {} }).success).toBe(false)
})

test.each([
  ['fromName', 200],
  ['to', 254],
  ['subject', 300],
] as const)('an e-mail’s %s has up to %i characters', (field, length) => {
  expect(MailContent.parse({ ...mail, [field]: 'a'.repeat(length) })[field]).toHaveLength(length)
  expect(MailContent.safeParse({ ...mail, [field]: 'a'.repeat(length + 1) }).success).toBe(false)
})

test('R9.3 answers go to one address, or nowhere', () => {
  expect(MailContent.parse({ ...mail, replyTo: 'desk@clinic.test' }).replyTo).toBe('desk@clinic.test')
  for (const replyTo of ['', 'desk', 'a@clinic.test, b@clinic.test', 'a@clinic.test\r\nBcc: b@clinic.test']) {
    expect(MailContent.safeParse({ ...mail, replyTo }).success).toBe(false)
  }
})

test('an e-mail of another format, or with less than all of it, is none', () => {
  expect(MailContent.parse(mail)).toEqual(mail)
  expect(MailContent.safeParse({ ...mail, format: 1 }).success).toBe(false)
  expect(MailContent.safeParse({}).success).toBe(false)
})
