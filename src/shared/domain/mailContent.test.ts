import { expect, test } from 'vitest'
import { MailContent } from './mailContent.ts'

const mail: MailContent = {
  format: 1,
  messageId: '1@anteroom.test',
  fromName: 'Harbour Street Clinic',
  to: 'ana@example.test',
  subject: 'Your appointment',
  text: 'Hello',
  html: '<p>Hello</p>',
  calendar: null,
}

test.each(['REQUEST', 'PUBLISH', 'CANCEL'] as const)(
  'R9.2 an e-mail may carry a calendar file that says %s',
  (method) => {
    const withCalendar = { ...mail, calendar: { method, filename: 'visit.ics', content: 'BEGIN:VCALENDAR' } }

    expect(MailContent.parse(withCalendar)).toEqual(withCalendar)
  },
)

test('R9.2 a calendar file that says anything else is refused', () => {
  const calendar = { method: 'REPLY', filename: 'visit.ics', content: 'BEGIN:VCALENDAR' }

  expect(MailContent.safeParse({ ...mail, calendar }).success).toBe(false)
  expect(MailContent.safeParse({ ...mail, calendar: {} }).success).toBe(false)
})

test.each([
  ['messageId', 200],
  ['fromName', 200],
  ['to', 254],
  ['subject', 300],
] as const)('an e-mail’s %s has up to %i characters', (field, length) => {
  expect(MailContent.parse({ ...mail, [field]: 'a'.repeat(length) })[field]).toHaveLength(length)
  expect(MailContent.safeParse({ ...mail, [field]: 'a'.repeat(length + 1) }).success).toBe(false)
})

test('an e-mail of another format, or with less than all of it, is none', () => {
  expect(MailContent.parse(mail)).toEqual(mail)
  expect(MailContent.safeParse({ ...mail, format: 2 }).success).toBe(false)
  expect(MailContent.safeParse({}).success).toBe(false)
})
