import { expect, test } from 'vitest'
import { AppointmentId, AssignmentId, InvitationId, LinkId, SubmissionId } from './ids.ts'
import { intake } from './questionnaires/library/intake.ts'
import { Instant } from './time.ts'
import { visibleItems, type Chart, type Viewer } from './visibility.ts'

const NOW = Instant.parse('2026-03-02T09:00:00.000Z')
const mine = LinkId.parse('01900000-0000-7000-8000-000000000001')
const another = LinkId.parse('01900000-0000-7000-8000-000000000002')
const myInvitation = InvitationId.parse('01900000-0000-7000-8000-000000000003')
const anotherInvitation = InvitationId.parse('01900000-0000-7000-8000-000000000004')

const ana: Viewer = {
  level: 'limited',
  linkId: mine,
  formerLinkIds: [],
  invitationIds: [myInvitation],
  verifiedEmails: new Set(['ana@example.test']),
}
const invitee: Viewer = {
  level: 'limited',
  linkId: null,
  formerLinkIds: [],
  invitationIds: [],
  verifiedEmails: new Set(),
}

function chartWith(some: Partial<Chart>): Chart {
  const profile = { givenName: 'Ana', familyName: 'Ruiz', birthOn: null, phone: null, email: null }
  const none = { appointments: [], forms: [], submissions: [], plans: [], documents: [], uploads: [], messages: [] }
  return { profile, ...none, ...some }
}

/** Why a viewer sees a form that was sent so, at either level; null where it is not shown. */
function formBecause(viewer: Viewer, sentToInvitationId: InvitationId | null, sentToEmail: string | null) {
  const form = {
    assignmentId: AssignmentId.parse('01900000-0000-7000-8000-000000000005'),
    title: 'New patient',
    questionnaire: intake,
    minutes: 6,
    dueAt: NOW,
    state: 'pending' as const,
    sentToInvitationId,
    sentToEmail,
  }
  const [limited, full] = (['limited', 'full'] as const).map((level) => {
    const items = visibleItems({ ...viewer, level }, chartWith({ forms: [form] }))
    return items.find((item) => item.kind === 'form')?.because ?? null
  })
  expect(full).toBe(limited)
  return limited
}

/** Why a viewer sees a visit; null where it is not shown. */
function visitBecause(viewer: Viewer, bookedByLinkId: LinkId | null) {
  const appointment = {
    id: AppointmentId.parse('01900000-0000-7000-8000-000000000006'),
    startsAt: NOW,
    endsAt: NOW,
    serviceName: 'Check-up',
    practitionerName: 'Dr Lee',
    status: 'booked' as const,
    bookedByLinkId,
  }
  const items = visibleItems(viewer, chartWith({ appointments: [appointment] }))
  return items.find((item) => item.kind === 'appointment')?.because ?? null
}

test('R3.2 a form that was sent to this login’s invitation is shown, whatever its address', () => {
  expect(formBecause(ana, myInvitation, null)).toBe('sentToThisLogin')
  expect(formBecause(ana, myInvitation, 'luis@example.test')).toBe('sentToThisLogin')
})

test('R3.2 a form that was sent to an e-mail that this login has verified is shown, in any spelling', () => {
  expect(formBecause(ana, anotherInvitation, 'Ana@Example.TEST')).toBe('sentToVerifiedEmail')
  expect(formBecause(ana, null, 'ana@example.test')).toBe('sentToVerifiedEmail')
})

test('R3.2 an e-mail that this login has not verified decides nothing', () => {
  const unverified = { ...ana, verifiedEmails: new Set<string>() }

  expect(formBecause(unverified, anotherInvitation, 'ana@example.test')).toBeNull()
  expect(formBecause(unverified, null, 'ana@example.test')).toBeNull()
  expect(formBecause(unverified, myInvitation, 'ana@example.test')).toBe('sentToThisLogin')
})

test('R3.2 a form that was sent to another holder is not shown, limited or full', () => {
  expect(formBecause(ana, anotherInvitation, 'luis@example.test')).toBeNull()
  expect(formBecause(ana, anotherInvitation, null)).toBeNull()
  expect(formBecause(ana, null, 'luis@example.test')).toBeNull()
})

test('R3.2 nobody’s form is not that of a holder without an e-mail or invitation', () => {
  expect(formBecause(ana, null, null)).toBeNull()
  expect(formBecause(invitee, null, null)).toBeNull()
  expect(formBecause(invitee, myInvitation, 'ana@example.test')).toBeNull()
})

test('R3.2 a limited holder sees the visits that this login booked, and no others', () => {
  expect(visitBecause(ana, mine)).toBe('bookedByThisLogin')
  expect(visitBecause(ana, another)).toBeNull()
  expect(visitBecause(ana, null)).toBeNull()
  expect(visitBecause(invitee, null)).toBeNull()
})

test('R3.3 a full holder is told which visits this login booked', () => {
  expect(visitBecause({ ...ana, level: 'full' }, mine)).toBe('bookedByThisLogin')
  expect(visitBecause({ ...ana, level: 'full' }, another)).toBe('fullAccess')
  expect(visitBecause({ ...invitee, level: 'full' }, null)).toBe('fullAccess')
})

test('R3.2 what was sent through a login whose password was lost is shown to the one in its place, and to nobody else', () => {
  const submission = {
    id: SubmissionId.parse('01900000-0000-7000-8000-000000000007'),
    title: 'New patient',
    submittedAt: NOW,
    byLinkId: another,
  }
  const shownTo = (viewer: Viewer) => visibleItems(viewer, chartWith({ submissions: [submission] })).length
  const limited = { ...ana, formerLinkIds: [another] }

  expect([shownTo(ana), shownTo(limited), shownTo({ ...invitee, formerLinkIds: [another] })]).toEqual([0, 1, 0])
  expect([visitBecause(ana, another), visitBecause(limited, another)]).toEqual([null, 'bookedByThisLogin'])
})
