import { expect, test } from 'vitest'
import { LinkId } from './ids.ts'
import { ProfileValues, visibleHolders, visibleProposals } from './profileProposals.ts'
import { toInstant } from './time.ts'
import type { Viewer } from './visibility.ts'

const link = (end: number) => LinkId.parse(`0198f3a0-0000-7000-8000-${String(end).padStart(12, '0')}`)
const at = toInstant(Date.parse('2026-03-02T09:00:00.000Z'))

function viewer(level: 'limited' | 'full', linkId: LinkId | null, formerLinkIds: LinkId[] = []): Viewer {
  return { level, linkId, formerLinkIds, invitationIds: [], verifiedEmails: new Set() }
}

const proposal = (linkId: LinkId, phone: string) => ({
  ...{ linkId, sentAt: at, changes: ProfileValues.parse({ phone }), outcome: {}, decidedAt: null },
})
const proposals = [proposal(link(1), '604 555 0101'), proposal(link(2), '604 555 0102')]
const holders = [
  { linkId: link(1), email: 'ana@example.test', level: 'full', since: at },
  { linkId: link(2), email: 'luis@example.test', level: 'limited', since: at },
] as const

test('R8.4 a login sees again what it proposed, at either level, and nobody else’s', () => {
  const phones = (of: Viewer) => visibleProposals(of, proposals).map(({ changes }) => changes.phone)

  expect(phones(viewer('limited', link(1)))).toEqual(['604 555 0101'])
  expect(phones(viewer('full', link(2)))).toEqual(['604 555 0102'])
  expect(phones(viewer('full', link(3), [link(1)]))).toEqual(['604 555 0101'])
  expect(phones(viewer('full', null))).toEqual([])
})

test('R5.3 who has full access sees who else can see these records; a limited holder and an invitation see nobody', () => {
  expect(visibleHolders(viewer('full', link(1)), holders)).toEqual([
    { email: 'ana@example.test', level: 'full', since: at, isThisLogin: true },
    { email: 'luis@example.test', level: 'limited', since: at, isThisLogin: false },
  ])
  expect(visibleHolders(viewer('limited', link(2)), holders)).toEqual([])
  expect(visibleHolders(viewer('full', null), holders)).toEqual([])
})

test('section 12: what is no name, telephone or e-mail is not proposed', () => {
  for (const wrong of [{ givenName: '' }, { phone: 'call me' }, { email: 'ana@' }, { birthOn: '1984-02-31' }]) {
    expect(ProfileValues.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false)
  }
  expect(ProfileValues.parse({ phone: ' 604 555 0101 ' })).toEqual({ phone: '604 555 0101' })
})
