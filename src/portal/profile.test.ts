import { expect, test } from 'vitest'
import { ProfileValues } from '../shared/domain/profileProposals.ts'
import { RecordIndex } from '../shared/domain/recordIndex.ts'
import { profileSeen, proposalOf, typedOf } from './profile.ts'

const AT = '2026-03-02T09:00:00.000Z'
const PROFILE = { givenName: 'Ana', familyName: 'Ruiz', birthOn: '1985-03-12', phone: null, email: 'ana@example.test' }

function indexOf(level: 'limited' | 'full', proposals: unknown[] = []): RecordIndex {
  const clinic = { name: 'Elm Street Clinic', addressLine: '1 Elm Street', phone: '604', timeZone: 'America/Vancouver' }
  const items = level === 'full' ? [{ kind: 'profile', because: 'fullAccess', profile: PROFILE }] : []
  const patientId = '0198f3a0-0000-7000-8000-000000000001'
  return RecordIndex.parse({
    ...{ format: 3, level, patientId, patientName: 'Ana', clinic, items, proposals, madeAt: AT },
  })
}
const proposal = (changes: ProfileValues | object) => ({ sentAt: AT, changes, outcome: {}, decidedAt: null })

test('R3.2 a full holder sees the profile as the chart has it, a limited one as this login entered it', () => {
  const entered = [proposal({ phone: '604 555 0102' }), proposal({ phone: '604 555 0101', familyName: 'Ruiz' })]

  expect(profileSeen(indexOf('full', entered))).toEqual(PROFILE)
  expect(profileSeen(indexOf('limited', entered))).toEqual({ phone: '604 555 0102', familyName: 'Ruiz' })
  expect(profileSeen(indexOf('limited'))).toEqual({})
})

test('R8.4 only what differs is proposed', () => {
  const seen = profileSeen(indexOf('full'))
  const typed = typedOf(seen)

  expect(proposalOf(seen, typed, ProfileValues)).toEqual({ changes: {} })
  expect(
    proposalOf(seen, { ...typed, phone: ' 604 555 0199 ', birth: { ...typed.birth, day: '13' } }, ProfileValues),
  ).toEqual({ changes: { phone: '604 555 0199', birthOn: '1985-03-13' } })
  expect(proposalOf(seen, { ...typed, email: '' }, ProfileValues)).toEqual({ changes: {} })
})

test('R8.4 what is no date, telephone number or address is told field by field', () => {
  const seen = profileSeen(indexOf('full'))
  const typed = typedOf(seen)

  expect(
    proposalOf(
      seen,
      { ...typed, email: 'ana@', phone: 'call', birth: { ...typed.birth, day: '31', month: '2' } },
      ProfileValues,
    ),
  ).toEqual({ wrong: ['birthOn', 'phone', 'email'] })
})
