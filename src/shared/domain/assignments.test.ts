import { expect, test } from 'vitest'
import { assignmentState, type AssignmentFacts } from './assignments.ts'
import { Instant } from './time.ts'

const EARLIER = Instant.parse('2026-03-01T09:00:00.000Z')
const NOW = Instant.parse('2026-03-02T09:00:00.000Z')
const LATER = Instant.parse('2026-03-03T09:00:00.000Z')
const sent = { state: 'sent', openedAt: null, expiresAt: LATER } as const

test.each<[string, AssignmentFacts, string]>([
  ['sent', { submittedAt: null, invitation: sent }, 'pending'],
  ['opened', { submittedAt: null, invitation: { ...sent, state: 'opened', openedAt: EARLIER } }, 'inProgress'],
  ['redeemed by code', { submittedAt: null, invitation: { ...sent, state: 'redeemed' } }, 'inProgress'],
  ['too late', { submittedAt: null, invitation: { ...sent, state: 'redeemed', expiresAt: NOW } }, 'expired'],
  ['revoked', { submittedAt: null, invitation: { ...sent, state: 'revoked' } }, 'expired'],
  ['replaced', { submittedAt: null, invitation: { ...sent, state: 'replaced' } }, 'expired'],
  ['said to be expired', { submittedAt: null, invitation: { ...sent, state: 'expired' } }, 'expired'],
  [
    'submitted, whatever came later',
    { submittedAt: EARLIER, invitation: { ...sent, expiresAt: EARLIER } },
    'submitted',
  ],
  ['without an invitation', { submittedAt: null, invitation: null }, 'pending'],
])('R10.1 a form that is %s', (_name, facts, state) => {
  expect(assignmentState(facts, NOW)).toBe(state)
})
