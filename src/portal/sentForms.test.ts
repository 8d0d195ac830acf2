import { expect, test } from 'vitest'
import { Instant } from '../shared/domain/time.ts'
import { countsAsSent } from './sentForms.ts'

const SENT = '2026-03-02T09:00:00.000Z'

test.each([
  [
    'nothing was published since, however long ago it was',
    '2026-03-02T09:00:00.000Z',
    '2026-03-09T09:00:00.000Z',
    true,
  ],
  ['it was sent within the hour', '2026-03-02T09:05:00.000Z', '2026-03-02T09:59:59.999Z', true],
  [
    'the clinic has published since, and still asks for it',
    '2026-03-02T09:00:00.001Z',
    '2026-03-02T10:00:00.000Z',
    false,
  ],
])('R7.5 a form that was sent and is still asked for: %s', (_, madeAt, now, isSent) => {
  expect(countsAsSent(SENT, Instant.parse(madeAt), now)).toBe(isSent)
})
