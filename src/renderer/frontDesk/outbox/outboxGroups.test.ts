import { expect, test } from 'vitest'
import { OutboxMail } from '../../../shared/contract/desk/outbox.ts'
import { plusMilliseconds, toInstant } from '../../../shared/domain/time.ts'
import { outboxGroups } from './outboxGroups.ts'

const start = toInstant(0)
const none = { count: 0, next: [] }

function mail(number: number, state: OutboxMail['state'], leavesIn = 0) {
  return OutboxMail.parse({
    id: `01930000-0000-7000-8000-00000000000${number}`,
    patientId: null,
    patientName: null,
    kind: 'accessLink',
    to: 'ana@example.com',
    subject: 'Access Link',
    state,
    createdAt: start,
    leavesAt: plusMilliseconds(start, leavesIn),
    sentAt: null,
    failure: null,
    needsAttention: state === 'bounced' || state === 'unknown' || state === 'failed',
    canBeSentAgain: state === 'bounced' || state === 'failed',
  })
}

test('R9.3 trouble stands apart, what leaves next stands first, nothing is shown twice or lost', () => {
  const mails = [
    mail(1, 'sent'),
    mail(2, 'waiting', 9000),
    mail(3, 'bounced'),
    mail(4, 'leaving', 1000),
    mail(5, 'undone'),
    mail(6, 'unknown'),
    mail(7, 'failed'),
  ]

  const groups = outboxGroups({ mails, reminders: none, refused: [] })

  expect(groups.trouble.map(({ state }) => state)).toEqual(['bounced', 'unknown', 'failed'])
  expect(groups.leaving.map(({ state }) => state)).toEqual(['leaving', 'waiting'])
  expect(groups.rest.map(({ state }) => state)).toEqual(['sent', 'undone'])
})

test('an outbox with nothing but a refused row is not empty', () => {
  const refused = { id: 'x', kind: 'mail.put', reason: 'tooLarge', at: start } as const

  expect(outboxGroups({ mails: [], reminders: none, refused: [refused] }).isEmpty).toBe(false)
  expect(outboxGroups({ mails: [], reminders: none, refused: [] }).isEmpty).toBe(true)
  expect(outboxGroups({ mails: [], reminders: { count: 1, next: [] }, refused: [] }).isEmpty).toBe(false)
})
