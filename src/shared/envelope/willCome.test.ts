import { expect, test } from 'vitest'
import { identityFrom } from './secrets.ts'
import { reminderToken, willComeMac } from './willCome.ts'

const identity = identityFrom(new Uint8Array(32).fill(7))
const said = { clinicId: 'clinic', mailId: 'mail', visitId: 'visit', startsAt: '2026-03-03T18:00:00.000Z' }

test('R11.5 “I will come” is of one clinic, one reminder, one visit and one time, and of whoever has the secret', () => {
  const macs = [
    willComeMac(identity, said),
    willComeMac(identityFrom(new Uint8Array(32).fill(8)), said),
    ...(['clinicId', 'mailId', 'visitId', 'startsAt'] as const).map((part) =>
      willComeMac(identity, { ...said, [part]: 'another' }),
    ),
  ]

  expect(new Set(macs).size).toBe(macs.length)
  expect(macs[0]).toMatch(/^[0-9a-f]{64}$/)
})

test('R11.2 what the endpoint is shown of a reminder’s secret is neither the secret nor the answer', () => {
  const token = reminderToken(identity)

  expect(token).toMatch(/^[\w-]{43}$/)
  expect(token).not.toBe(reminderToken(identityFrom(new Uint8Array(32).fill(8))))
})
