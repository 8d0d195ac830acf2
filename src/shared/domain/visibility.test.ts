import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  AppointmentId,
  AssignmentId,
  DocumentId,
  InvitationId,
  LinkId,
  MessageId,
  PartId,
  PlanId,
  SubmissionId,
  ThreadId,
} from './ids.ts'
import { emailKey } from './people.ts'
import { toInstant } from './time.ts'
import { visibleItems, VisibleItem, type Chart, type Viewer } from './visibility.ts'

const linkIds = [1, 2, 3].map((n) => LinkId.parse(`01900000-0000-7000-8000-00000000000${n}`))
const invitationIds = [4, 5, 6].map((n) => InvitationId.parse(`01900000-0000-7000-8000-00000000000${n}`))
const emails = ['ana@example.test', 'Luis@example.test', 'luis@example.test']
const at = fc.integer({ min: 0, max: 4e12 }).map(toInstant)
const anyOf = <T>(values: readonly T[]) => fc.constantFrom(...values)
const orNull = <T>(values: readonly T[]) => fc.option(anyOf(values), { nil: null })

const appointment = fc.record({
  id: fc.uuid().map((id) => AppointmentId.parse(id)),
  startsAt: at,
  endsAt: at,
  serviceName: fc.string(),
  practitionerName: fc.string(),
  status: anyOf(['booked', 'cancelled', 'completed'] as const),
  bookedByLinkId: orNull(linkIds),
})
const form = fc.record({
  assignmentId: fc.uuid().map((id) => AssignmentId.parse(id)),
  title: fc.string(),
  minutes: fc.constant(6),
  dueAt: fc.option(at, { nil: null }),
  state: anyOf(['pending', 'submitted'] as const),
  sentToInvitationId: orNull(invitationIds),
  sentToEmail: orNull(emails),
})
const submission = fc.record({
  id: fc.uuid().map((id) => SubmissionId.parse(id)),
  title: fc.string(),
  submittedAt: at,
  byLinkId: anyOf(linkIds),
})
const plan = fc.record({
  id: fc.uuid().map((id) => PlanId.parse(id)),
  title: fc.string(),
  version: fc.constant(1),
  publishedAt: at,
  practitionerName: fc.string(),
})
const message = fc.record({
  id: fc.uuid().map((id) => MessageId.parse(id)),
  threadId: fc.uuid().map((id) => ThreadId.parse(id)),
  subject: fc.string(),
  from: anyOf(['patient', 'clinic', 'outOfHours'] as const),
  at,
  ofLinkId: orNull(linkIds),
  begunByLinkId: orNull(linkIds),
})
const share = fc.record({ linkId: orNull(linkIds), sharedAt: at, endedAt: fc.option(at, { nil: null }) })
const document = fc.record({
  id: fc.uuid().map((id) => DocumentId.parse(id)),
  fileId: fc.uuid().map((id) => PartId.parse(id)),
  title: fc.string(),
  kind: fc.constant('pdf' as const),
  bytes: fc.constant(1),
  shares: fc.array(share, { maxLength: 4 }),
  recalledAt: fc.option(at, { nil: null }),
})
const upload = fc.record({
  fileId: fc.uuid().map((id) => PartId.parse(id)),
  name: fc.string(),
  kind: fc.constant('jpeg' as const),
  bytes: fc.constant(1),
  sentAt: at,
  state: anyOf(['received', 'filed', 'refused'] as const),
  byLinkId: anyOf(linkIds),
})
const chart: fc.Arbitrary<Chart> = fc.record({
  profile: fc.record({
    givenName: fc.string(),
    familyName: fc.string(),
    birthOn: fc.constant(null),
    phone: fc.option(fc.string(), { nil: null }),
    email: orNull(emails),
  }),
  appointments: fc.array(appointment, { maxLength: 6 }),
  forms: fc.array(form, { maxLength: 6 }),
  submissions: fc.array(submission, { maxLength: 6 }),
  plans: fc.array(plan, { maxLength: 3 }),
  messages: fc.array(message, { maxLength: 6 }),
  documents: fc.array(document, { maxLength: 4 }),
  uploads: fc.array(upload, { maxLength: 4 }),
})
const viewer: fc.Arbitrary<Viewer> = fc.record({
  level: anyOf(['limited', 'full'] as const),
  linkId: orNull(linkIds),
  formerLinkIds: fc.uniqueArray(anyOf(linkIds)),
  invitationIds: fc.uniqueArray(anyOf(invitationIds)),
  verifiedEmails: fc.subarray(emails).map((some) => new Set(some.map(emailKey))),
})

test('R3.2 a form is shown exactly to whom its invitation came, or who has verified the e-mail that it was sent to', () => {
  fc.assert(
    fc.property(viewer, chart, (someone, records) => {
      const shown = visibleItems(someone, records).flatMap((item) =>
        item.kind === 'form' ? [[item.form.assignmentId, item.because]] : [],
      )

      const expected = records.forms.flatMap(({ assignmentId, sentToInvitationId: id, sentToEmail: to }) => {
        if (id !== null && someone.invitationIds.includes(id)) return [[assignmentId, 'sentToThisLogin']]
        const isVerified = to !== null && someone.verifiedEmails.has(to.toLowerCase())
        return isVerified ? [[assignmentId, 'sentToVerifiedEmail']] : []
      })
      expect(shown).toEqual(expected)
    }),
  )
})

test('R3.2, R4.8 an e-mail that is not verified decides nothing about what is visible, at either level', () => {
  fc.assert(
    fc.property(viewer, chart, anyOf(emails), (someone, records, email) => {
      const verifiedEmails = new Set([...someone.verifiedEmails].filter((key) => key !== emailKey(email)))
      const elsewhere = records.forms.map((each) => ({
        ...each,
        sentToEmail:
          each.sentToEmail !== null && emailKey(each.sentToEmail) === emailKey(email) ? null : each.sentToEmail,
      }))

      const items = visibleItems({ ...someone, verifiedEmails }, records)

      expect(items).toEqual(visibleItems({ ...someone, verifiedEmails }, { ...records, forms: elsewhere }))
    }),
  )
})

/** Its own link, and those that gave way to it; an invitation that nobody has redeemed has none. */
function linksOf({ linkId, formerLinkIds }: Viewer): readonly (string | null)[] {
  return linkId === null ? [] : [linkId, ...formerLinkIds]
}

test('R3.4 nothing that the clinic made is ever visible to a limited holder', () => {
  fc.assert(
    fc.property(viewer, chart, (someone, records) => {
      const items = visibleItems({ ...someone, level: 'limited' }, records)

      const ownVisits = new Set(
        records.appointments.filter((each) => linksOf(someone).includes(each.bookedByLinkId)).map((each) => each.id),
      )
      for (const item of items) {
        expect(['appointment', 'form', 'submission', 'upload', 'message']).toContain(item.kind)
        if (item.kind === 'message') expect(item.message.from).toBe('patient')
        expect(item.because).not.toBe('fullAccess')
        if (item.kind === 'appointment') expect(ownVisits).toContain(item.appointment.id)
        // The time of the visit that the form is due by.
        if (item.kind === 'form') expect(item.form.dueAt).toBeNull()
      }
    }),
  )
})

test("R3.2 another login's submissions are visible at neither level", () => {
  fc.assert(
    fc.property(viewer, chart, (someone, records) => {
      const shown = visibleItems(someone, records).flatMap((item) =>
        item.kind === 'submission' ? [item.submission.id] : [],
      )

      expect(shown).toEqual(
        records.submissions.filter((each) => linksOf(someone).includes(each.byLinkId)).map(({ id }) => id),
      )
    }),
  )
})

/** A form as a limited holder has it. */
function withoutDue(item: VisibleItem): VisibleItem {
  return item.kind === 'form' ? { ...item, form: { ...item.form, dueAt: null } } : item
}

test('R3.1 full shows all that limited shows, and every visit and published plan', () => {
  fc.assert(
    fc.property(viewer, chart, (someone, records) => {
      const limited = visibleItems({ ...someone, level: 'limited' }, records)
      const full = visibleItems({ ...someone, level: 'full' }, records)

      for (const item of limited) expect(full.map(withoutDue)).toContainEqual(item)
      expect(full.filter((item) => item.kind === 'appointment')).toHaveLength(records.appointments.length)
      expect(full.filter((item) => item.kind === 'plan')).toHaveLength(records.plans.length)
    }),
  )
})

test('R3.3 no item carries who else booked it or where else it was sent', () => {
  fc.assert(
    fc.property(viewer, chart, (someone, records) => {
      for (const item of visibleItems(someone, records)) {
        expect(VisibleItem.parse(item)).toEqual(item)
      }
    }),
  )
})

test('R8.2, R3.2 a document is shown to whoever has full access and whom it is shared with now, and to nobody else', () => {
  fc.assert(
    fc.property(viewer, chart, (someone, records) => {
      const shown = visibleItems(someone, records).flatMap((item) =>
        item.kind === 'document' ? [item.document.id] : [],
      )

      const isTheirs = (linkId: string | null) => linkId === null || linksOf(someone).includes(linkId)
      const expected = records.documents.filter(({ shares }) =>
        shares.some(({ linkId, endedAt }) => endedAt === null && isTheirs(linkId)),
      )
      expect(shown).toEqual(someone.level === 'full' ? expected.map(({ id }) => id) : [])
    }),
  )
})

test('R8.2 whoever had a document that was taken back is told that, and nothing of what it was', () => {
  const [own, other] = linkIds
  if (!own || !other) throw new Error('No links')
  const [sharedAt, takenBackAt] = [toInstant(1), toInstant(2)]
  const viewerOf = (linkId: LinkId): Viewer => ({
    ...{ level: 'full', linkId, formerLinkIds: [], invitationIds: [], verifiedEmails: new Set() },
  })
  const id = DocumentId.parse('01900000-0000-7000-8000-000000000009')
  const records: Chart = {
    profile: { givenName: 'Ana', familyName: 'Ruiz', birthOn: null, phone: null, email: null },
    ...{ appointments: [], forms: [], submissions: [], plans: [], uploads: [], messages: [] },
    documents: [
      {
        ...{ id, fileId: PartId.parse('01900000-0000-7000-8000-000000000010'), title: 'Result', kind: 'pdf', bytes: 1 },
        shares: [{ linkId: own, sharedAt, endedAt: takenBackAt }],
        recalledAt: takenBackAt,
      },
    ],
  }

  expect(visibleItems(viewerOf(own), records)).toContainEqual({
    kind: 'takenBack',
    because: 'fullAccess',
    document: { id, sharedAt, takenBackAt },
  })
  expect(visibleItems(viewerOf(other), records).map(({ kind }) => kind)).toEqual(['profile'])
})

test("R3.2 another login's files are visible at neither level", () => {
  fc.assert(
    fc.property(viewer, chart, (someone, records) => {
      const shown = visibleItems(someone, records).flatMap((item) =>
        item.kind === 'upload' ? [item.upload.fileId] : [],
      )

      const own = records.uploads.filter(({ byLinkId }) => linksOf(someone).includes(byLinkId))
      expect(shown).toEqual(own.map(({ fileId }) => fileId))
    }),
  )
})
