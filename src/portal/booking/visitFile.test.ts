import { expect, test } from 'vitest'
import { visitFile } from './visitFile.ts'

const visit = {
  id: '0198f3a0-0000-7000-8000-000000000001',
  startsAt: '2026-11-24T17:00:00.000Z',
  endsAt: '2026-11-24T17:20:00.000Z',
  sequence: 2,
  summary: 'Visit at Harbour Street Clinic',
  addressLine: '14 Harbour Street, Vancouver',
  now: '2026-11-23T09:03:07.000Z',
}
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')

test('R9.2 the file has the UID and the SEQUENCE of the e-mails, and its times in UTC', () => {
  expect(unfolded(visitFile(visit))).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Anteroom//Anteroom//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${visit.id}`,
    'SEQUENCE:2',
    'DTSTAMP:20261123T090307Z',
    'DTSTART:20261124T170000Z',
    'DTEND:20261124T172000Z',
    'SUMMARY:Visit at Harbour Street Clinic',
    'LOCATION:14 Harbour Street\\, Vancouver',
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

test('section 12 a name cannot end its line, and an address that is not there is not written', () => {
  const lines = unfolded(visitFile({ ...visit, summary: 'A;B\\C\r\nEND:VEVENT', addressLine: '' }))

  expect(lines).toContain('SUMMARY:A\\;B\\\\C\\nEND:VEVENT')
  expect(lines.some((line) => line.startsWith('LOCATION'))).toBe(false)
})

test('R9.2 no line is longer than 75 octets, and none breaks a character', () => {
  const summary = '診療所'.repeat(30)
  const lines = visitFile({ ...visit, summary }).split('\r\n')

  const longest = Math.max(...lines.map((line) => new TextEncoder().encode(line).length))
  expect(longest).toBeGreaterThan(72)
  expect(longest).toBeLessThanOrEqual(75)
  expect(unfolded(visitFile({ ...visit, summary }))).toContain(`SUMMARY:${summary}`)
})
