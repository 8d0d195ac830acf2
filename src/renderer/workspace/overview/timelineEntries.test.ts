import { expect, test } from 'vitest'
import type { PatientAppointment } from '../../../shared/contract/desk/calendar.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { timeline } from './timelineEntries.ts'

const at = (on: string) => Instant.parse(`${on}T09:00:00.000Z`)

test('R10.2 the timeline has visits, forms, plans and access in one order, the newest first', () => {
  const visit = (on: string, status: PatientAppointment['status']) =>
    ({ startsAt: at(on), serviceName: 'Massage 60', practitionerName: 'Amir Lee', status }) as PatientAppointment // as far as it is read

  const entries = timeline({
    visits: [visit('2026-12-01', 'booked'), visit('2026-11-20', 'completed')],
    threads: [
      {
        subject: 'Dose',
        messages: [
          { at: at('2026-11-10'), from: 'patient', staffName: null },
          { at: at('2026-11-10'), from: 'outOfHours', staffName: null },
          { at: at('2026-11-11'), from: 'clinic', staffName: 'Amir Lee' },
        ],
      } as never, // as far as it is read
    ],
    assignments: [],
    submissions: [],
    plans: [
      {
        publishedVersions: [
          { title: 'Knee', version: 1, publishedAt: at('2026-11-22'), publishedBy: 'Amir Lee', text: 'Walk' },
        ],
      } as never, // as far as it is read
    ],
    invitations: [
      {
        kind: 'access',
        sentAt: at('2026-11-01'),
        sentTo: 'ana@example.com',
        redeemedAt: at('2026-11-21'),
        redeemedBy: 'ana@example.com',
      } as never, // as far as it is read
    ],
  })

  expect(entries.map(({ kind, at: when }) => `${when.slice(5, 10)} ${kind}`)).toEqual([
    '12-01 visit',
    '11-22 plan',
    '11-21 redeemed',
    '11-20 visit',
    '11-11 message',
    '11-10 message',
    '11-01 linkSent',
  ])
})
