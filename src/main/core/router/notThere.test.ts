import type { AnyContractProcedure } from '@orpc/contract'
import { ORPCError } from '@orpc/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { deskContract } from '../../../shared/contract/desk.ts'
import {
  AppointmentId,
  DocumentId,
  ImportId,
  InboxItemId,
  InvitationId,
  LinkId,
  LoginId,
  MailId,
  MessageId,
  PartId,
  PatientId,
  PlanId,
  QuestionnaireVersionId,
  SeriesId,
  ServiceId,
  StaffId,
  SubmissionId,
  ThreadId,
  TimeOffId,
  WaitingEntryId,
} from '../../../shared/domain/ids.ts'
import type { Recurrence } from '../../../shared/domain/recurrence/recurrence.ts'
import { CalendarDay, Instant } from '../../../shared/domain/time.ts'
import { openPairedClinic } from '../testing/deskActs.ts'
import type { TestClinic } from '../testing/openClinic.ts'
import { wishesOf } from '../testing/waitingActs.ts'

/** What somebody else took away meanwhile, or an address names that was cut short: words, and no bug. */
let clinic: TestClinic
beforeAll(async () => {
  clinic = await openPairedClinic()
})
afterAll(() => clinic.close())

type Client = TestClinic['client']
type Call = (client: Client) => Promise<unknown>

const ID = '01900000-0000-7000-8000-ffffffffffff'
const said = {
  ...{ id: MessageId.parse(ID), threadId: ThreadId.parse(ID) },
  ...{ text: 'Come in.', seenMessageId: null },
}
const gone = {
  visit: AppointmentId.parse(ID),
  import: ImportId.parse(ID),
  item: InboxItemId.parse(ID),
  invitation: InvitationId.parse(ID),
  link: LinkId.parse(ID),
  login: LoginId.parse(ID),
  document: DocumentId.parse(ID),
  file: PartId.parse(ID),
  mail: MailId.parse(ID),
  patient: PatientId.parse(ID),
  plan: PlanId.parse(ID),
  form: QuestionnaireVersionId.parse(ID),
  service: ServiceId.parse(ID),
  staff: StaffId.parse(ID),
  submission: SubmissionId.parse(ID),
  timeOff: TimeOffId.parse(ID),
  entry: WaitingEntryId.parse(ID),
}
const seenVersion = 1
const log = { patientId: gone.patient, staffId: null, from: null, to: null }
const startsAt = Instant.parse('2026-03-03T18:00:00.000Z')
const on = CalendarDay.parse('2026-03-03')
const onPurpose = { despite: [], overbookReason: null }
const untold = { tell: false, reason: null }
const service = { ...{ name: 'Acupuncture', minutes: 45, bufferBeforeMinutes: 0 }, bufferAfterMinutes: 0 }
const details = { ...service, isBookableOnline: false, practitionerIds: [], formIds: [] }
const off = { fromOn: on, toOn: on, from: null, to: null, word: '' }
const draft = { title: 'Back', text: 'Walk.' }
const newId = () => clinic.ids()
const booking = () => ({
  ...{ id: AppointmentId.parse(newId()), practitionerId: clinic.people.lee.id, startsAt, formIds: [], tell: false },
  ...{ serviceId: clinic.services.consultation.id, patientId: gone.patient, emailForChart: null, ...onPurpose },
})

const waiting = () => ({ id: WaitingEntryId.parse(newId()), ...wishesOf(clinic) })
const recurrence: Recurrence = { every: 'day', interval: 1, ends: { kind: 'count', count: 1 } }
const recurring = () => ({
  ...{ ...booking(), id: SeriesId.parse(newId()), recurrence },
  visits: [{ id: AppointmentId.parse(newId()), originallyAt: startsAt, startsAt, ...onPurpose }],
})

const twoCharts = () => ({ patientId: gone.patient, chartId: gone.patient })
const help = () => ({ id: InvitationId.parse(newId()), patientId: gone.patient, seenVersion, reason: 'Wrong person' })

const movedTo = () => ({ id: gone.visit, practitionerId: clinic.people.lee.id, startsAt, endsAt: null })

/** By procedure, once for each thing of its input that may not be there. */
const firstFree = () => ({ serviceId: booking().serviceId, practitionerId: null, after: booking().startsAt, most: 1 })

const NAMING: Readonly<Record<string, readonly Call[]>> = {
  'onlineBooking.toMatch': [({ onlineBooking }) => onlineBooking.toMatch({ id: gone.item })],
  'onlineBooking.merge': [
    ({ onlineBooking }) => onlineBooking.merge({ id: gone.item, seenVersion, chartId: gone.patient }),
  ],
  'onlineBooking.makeChart': [({ onlineBooking }) => onlineBooking.makeChart({ id: gone.item, seenVersion })],
  'onlineBooking.undoMatch': [({ onlineBooking }) => onlineBooking.undoMatch({ id: gone.item })],
  'onlineBooking.answer': [
    ({ onlineBooking }) => onlineBooking.answer({ id: gone.item, seenVersion, isApproved: true }),
  ],
  'onlineBooking.undoAnswer': [({ onlineBooking }) => onlineBooking.undoAnswer({ id: gone.item, seenVersion })],
  'onlineBooking.clash': [({ onlineBooking }) => onlineBooking.clash({ id: gone.item })],
  'onlineBooking.keepBoth': [
    ({ onlineBooking }) => onlineBooking.keepBoth({ id: gone.item, seenVersion, reason: 'Twins' }),
  ],
  'onlineBooking.undoKeepBoth': [({ onlineBooking }) => onlineBooking.undoKeepBoth({ id: gone.item, seenVersion })],
  'patients.get': [({ patients }) => patients.get({ patientId: gone.patient })],
  'patients.change': [({ patients }) => patients.change({ id: gone.patient, seenVersion, changes: { phone: null } })],
  'onlineBooking.compareCharts': [({ onlineBooking }) => onlineBooking.compareCharts(twoCharts())],
  'patients.merge': [
    ({ patients }) => patients.merge({ ...twoCharts(), seenVersion, seenChartVersion: 1 }),
    async ({ patients }) => patients.merge({ ...twoCharts(), ...(await ana()), seenVersion, seenChartVersion: 1 }),
  ],
  'patients.undoMerge': [({ patients }) => patients.undoMerge({ patientId: gone.patient })],
  'auditLog.list': [({ auditLog }) => auditLog.list({ ...log, before: null })],
  'auditLog.taken': [({ auditLog }) => auditLog.taken({ patientId: gone.patient, how: 'printed', count: 1 })],
  'patients.history': [({ patients }) => patients.history({ patientId: gone.patient })],
  'calendar.concerns': [
    ({ calendar }) => calendar.concerns({ ...booking(), practitionerId: gone.staff, moving: null }),
    ({ calendar }) => calendar.concerns({ ...booking(), serviceId: gone.service, moving: null }),
  ],
  'calendar.firstFree': [
    ({ calendar }) => calendar.firstFree({ ...firstFree(), practitionerId: gone.staff }),
    ({ calendar }) => calendar.firstFree({ ...firstFree(), serviceId: gone.service }),
  ],
  'calendar.ofPatient': [({ calendar }) => calendar.ofPatient({ patientId: gone.patient })],
  'calendar.book': [
    ({ calendar }) => calendar.book(booking()),
    async ({ calendar }) => calendar.book({ ...booking(), ...(await ana()), practitionerId: gone.staff }),
    async ({ calendar }) => calendar.book({ ...booking(), ...(await ana()), serviceId: gone.service }),
    async ({ calendar }) => calendar.book({ ...booking(), ...(await ana()), formIds: [gone.form] }),
  ],
  'calendar.setStatus': [
    ({ calendar }) => calendar.setStatus({ id: gone.visit, seenVersion, status: 'arrived', ...untold }),
  ],
  'calendar.move': [
    ({ calendar }) =>
      calendar.move({
        id: gone.visit,
        seenVersion,
        practitionerId: clinic.people.lee.id,
        startsAt,
        tell: false,
        ...onPurpose,
      }),
  ],
  'calendar.tell': [({ calendar }) => calendar.tell({ id: gone.visit, seenVersion, how: 'telephone' })],
  'calendar.setCalled': [({ calendar }) => calendar.setCalled({ id: gone.visit, seenVersion, isCalled: true })],
  'calendar.annotate': [({ calendar }) => calendar.annotate({ id: gone.visit, seenVersion, changes: { note: 'x' } })],
  'calendar.undo': [({ calendar }) => calendar.undo({ id: gone.visit, seenVersion })],
  'waitingList.add': [
    ({ waitingList }) => waitingList.add({ ...waiting(), patientId: gone.patient }),
    async ({ waitingList }) => waitingList.add({ ...waiting(), ...(await ana()), serviceId: gone.service }),
    async ({ waitingList }) => waitingList.add({ ...waiting(), ...(await ana()), practitionerId: gone.staff }),
  ],
  'waitingList.change': [
    ({ waitingList }) => waitingList.change({ id: gone.entry, seenVersion, wishes: wishesOf(clinic) }),
  ],
  'waitingList.remove': [({ waitingList }) => waitingList.remove({ id: gone.entry, seenVersion })],
  'waitingList.undoRemove': [({ waitingList }) => waitingList.undoRemove({ id: gone.entry })],
  'waitingList.offer': [
    ({ waitingList }) =>
      waitingList.offer({ id: gone.visit, entryId: gone.entry, practitionerId: clinic.people.lee.id, startsAt }),
  ],
  'waitingList.withdraw': [({ waitingList }) => waitingList.withdraw({ id: gone.visit })],
  'series.preview': [
    ({ series }) => series.preview({ ...booking(), practitionerId: gone.staff, recurrence }),
    ({ series }) => series.preview({ ...booking(), serviceId: gone.service, recurrence }),
  ],
  'series.book': [
    ({ series }) => series.book(recurring()),
    async ({ series }) => series.book({ ...recurring(), ...(await ana()), practitionerId: gone.staff }),
    async ({ series }) => series.book({ ...recurring(), ...(await ana()), serviceId: gone.service }),
    async ({ series }) => series.book({ ...recurring(), ...(await ana()), formIds: [gone.form] }),
  ],
  'series.ofVisit': [({ series }) => series.ofVisit({ id: gone.visit })],
  'series.cancel': [
    ({ series }) =>
      series.cancel({
        ...{ id: gone.visit, scope: 'toCome', seen: [{ id: gone.visit, seenVersion }], tell: false, reason: null },
      }),
  ],
  'series.previewMove': [({ series }) => series.previewMove({ ...movedTo(), leftOut: [], kept: [] })],
  'series.move': [
    ({ series }) =>
      series.move({
        ...{ ...movedTo(), tell: false },
        visits: [{ id: gone.visit, seenVersion, despite: [], overbookReason: null }],
      }),
  ],
  'series.undo': [({ series }) => series.undo({ seen: [{ id: gone.visit, seenVersion }] })],
  'files.visit': [({ files }) => files.visit({ appointmentId: gone.visit })],
  'files.times': [({ files }) => files.times({ practitionerId: gone.staff, fromOn: on, toOn: on })],
  'paper.slip': [({ paper }) => paper.slip({ patientId: gone.patient, appointmentId: null })],
  'services.add': [
    ({ services }) => services.add({ id: newService(), details: { ...details, practitionerIds: [gone.staff] } }),
    ({ services }) => services.add({ id: newService(), details: { ...details, formIds: [gone.form] } }),
  ],
  'services.addAll': [
    ({ services }) =>
      services.addAll({ services: [{ id: newService(), details: { ...details, practitionerIds: [gone.staff] } }] }),
    ({ services }) =>
      services.addAll({ services: [{ id: newService(), details: { ...details, formIds: [gone.form] } }] }),
  ],
  'services.change': [
    ({ services }) => services.change({ id: gone.service, seenVersion, changes: { minutes: 20 } }),
    ({ services }) => services.change({ ...consultation(), changes: { practitionerIds: [gone.staff] } }),
    ({ services }) => services.change({ ...consultation(), changes: { formIds: [gone.form] } }),
  ],
  'services.setWithdrawn': [
    ({ services }) => services.setWithdrawn({ id: gone.service, seenVersion, isWithdrawn: true }),
  ],
  'services.move': [({ services }) => services.move({ id: gone.service, direction: 'up' })],
  'hours.of': [({ hours }) => hours.of({ practitionerId: gone.staff })],
  'hours.saveWeek': [
    ({ hours }) => hours.saveWeek({ practitionerId: gone.staff, beginsOn: null, seenVersion: 0, changes: [] }),
  ],
  'hours.removeWeek': [({ hours }) => hours.removeWeek({ practitionerId: gone.staff, beginsOn: on, seenVersion: 1 })],
  'hours.addTimeOff': [
    ({ hours }) => hours.addTimeOff({ id: gone.timeOff, practitionerId: gone.staff, details: off, leaving: [] }),
  ],
  'staff.change': [({ staff }) => staff.change({ id: gone.staff, seenVersion, changes: { tint: 2 } })],
  'staff.visitsToCome': [({ staff }) => staff.visitsToCome({ id: gone.staff })],
  'staff.setActive': [({ staff }) => staff.setActive({ id: gone.staff, seenVersion, isActive: false, leaving: [] })],
  'staff.resetPassword': [({ staff }) => staff.resetPassword({ id: gone.staff })],
  'staff.resetSecondFactor': [({ staff }) => staff.resetSecondFactor({ id: gone.staff, reason: 'Lost' })],
  'access.get': [({ access }) => access.get({ patientId: gone.patient })],
  'access.family': [({ access }) => access.family({ patientId: gone.patient })],
  'access.requestCode': [
    ({ access }) => access.requestCode({ id: gone.invitation, patientId: gone.patient, email: null }),
  ],
  'access.sendLink': [({ access }) => access.sendLink({ invitationId: gone.invitation, email: 'ana@example.test' })],
  'access.printSlip': [({ access }) => access.printSlip({ invitationId: gone.invitation })],
  'access.revokeInvitation': [({ access }) => access.revokeInvitation({ invitationId: gone.invitation, reason: '' })],
  'access.revokeLink': [({ access }) => access.revokeLink({ linkId: gone.link, reason: 'Wrong person' })],
  'access.lowerLink': [({ access }) => access.lowerLink({ linkId: gone.link, reason: 'Wrong person' })],
  'portalHelp.of': [({ portalHelp }) => portalHelp.of({ patientId: gone.patient, typed: '', screen: null })],
  'portalHelp.fix': [
    ({ portalHelp }) => portalHelp.fix({ ...help(), fix: { kind: 'sendAccessLink', email: 'ana@example.test' } }),
    async ({ portalHelp }) =>
      portalHelp.fix({
        ...help(),
        ...(await ana()),
        fix: { kind: 'sendAgain', mailId: gone.mail, email: 'ana@example.test' },
      }),
    async ({ portalHelp }) =>
      portalHelp.fix({ ...help(), ...(await ana()), fix: { kind: 'extend', invitationId: gone.invitation } }),
    async ({ portalHelp }) =>
      portalHelp.fix({ ...help(), ...(await ana()), fix: { kind: 'compare', itemId: gone.item } }),
  ],
  'access.seeAs': [({ access }) => access.seeAs({ linkId: gone.link })],
  'forms.ofPatient': [({ forms }) => forms.ofPatient({ patientId: gone.patient })],
  'forms.send': [
    ({ forms }) =>
      forms.send({ id: gone.invitation, patientId: gone.patient, formIds: [gone.form], emailForChart: null }),
    async ({ forms }) =>
      forms.send({ id: gone.invitation, ...(await ana()), formIds: [gone.form], emailForChart: null }),
  ],
  'forms.extend': [({ forms }) => forms.extend({ id: gone.invitation })],
  'forms.submission': [({ forms }) => forms.submission({ submissionId: gone.submission })],
  'documents.list': [({ documents }) => documents.list({ patientId: gone.patient })],
  'documents.beginAdd': [
    ({ documents }) => documents.beginAdd({ patientId: gone.patient, fileId: gone.file, bytes: 10 }),
  ],
  'documents.add': [
    ({ documents }) =>
      documents.add({ patientId: gone.patient, fileId: gone.file, id: gone.document, title: 'Letter' }),
  ],
  'documents.rename': [({ documents }) => documents.rename({ id: gone.document, seenVersion, title: 'Letter' })],
  'documents.share': [({ documents }) => documents.share({ id: gone.document, seenVersion, with: 'all' })],
  'documents.recall': [({ documents }) => documents.recall({ id: gone.document })],
  'documents.read': [({ documents }) => documents.read({ id: gone.document })],
  'uploads.get': [({ uploads }) => uploads.get({ fileId: gone.file })],
  'uploads.read': [({ uploads }) => uploads.read({ fileId: gone.file })],
  'uploads.file': [({ uploads }) => uploads.file({ itemId: gone.item, id: gone.document, title: 'Letter' })],
  'plans.list': [({ plans }) => plans.list({ patientId: gone.patient })],
  'plans.saveDraft': [
    ({ plans }) => plans.saveDraft({ id: gone.plan, patientId: gone.patient, seenVersion: null, ...draft }),
    async ({ plans }) => plans.saveDraft({ id: gone.plan, ...(await ana()), seenVersion, title: 'Back' }),
  ],
  'plans.publish': [({ plans }) => plans.publish({ planId: gone.plan, seenVersion })],
  'plans.undoPublishing': [({ plans }) => plans.undoPublishing({ planId: gone.plan, version: 1 })],
  'messages.ofPatient': [({ messages }) => messages.ofPatient({ patientId: gone.patient })],
  'messages.waiting': [({ messages }) => messages.waiting({ patientId: gone.patient })],
  'messages.send': [
    ({ messages }) => messages.send({ ...said, patientId: gone.patient, subject: 'Back' }),
    async ({ messages }) => messages.send({ ...said, ...(await ana()), subject: null }),
  ],
  'inbox.settle': [({ inbox }) => inbox.settle({ id: gone.item })],
  'inbox.takeProfile': [({ inbox }) => inbox.takeProfile({ id: gone.item, seenVersion: 1, take: ['phone'] })],
  'inbox.undoSettling': [({ inbox }) => inbox.undoSettling({ id: gone.item, doneAt: startsAt })],
  'inbox.restoreLogin': [({ inbox }) => inbox.restoreLogin({ id: gone.item })],
  'outbox.undo': [({ outbox }) => outbox.undo({ mailId: gone.mail })],
  'outbox.sendAgain': [({ outbox }) => outbox.sendAgain({ mailId: gone.mail, emailForChart: null })],
  'toSettle.putAway': [
    ({ toSettle }) => toSettle.putAway({ kind: 'holder', linkId: gone.link }),
    ({ toSettle }) => toSettle.putAway({ kind: 'notKept', loginId: gone.login }),
  ],
  'imports.undo': [({ imports }) => imports.undo({ importId: gone.import })],
}

/** What they name they make; or it is gone, which is what the person wants; or they only look. */
const NAMING_NOTHING = [
  'patients.mergedToday',
  'calendar.week',
  'paper.calendar',
  'patients.add',
  // What nobody began is answered with a code of its own.
  'documents.addPiece',
  'documents.giveUpAdd',
  'staff.add',
  'imports.add',
  'hours.removeTimeOff',
  'hours.visitsIn',
]

const newService = () => ServiceId.parse(newId())
const consultation = () => ({ id: clinic.services.consultation.id, seenVersion })
const ana = async () => {
  const { id } = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test', birthOn: null })
  return { patientId: id }
}

const codeOf = (calling: Promise<unknown>) =>
  calling.then(
    () => 'answered',
    (error: unknown) => (error instanceof ORPCError ? String(error.code) : 'not an ORPCError'),
  )

function isGivenIds(procedure: AnyContractProcedure): boolean {
  const schema: unknown = procedure['~orpc'].inputSchema
  if (!(schema instanceof z.ZodType)) return false
  return JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })).includes('"format":"uuid"')
}

test.each(Object.entries(NAMING))(
  'R10.7 %s says of what somebody took away meanwhile that it is gone',
  async (_name, calls) => {
    for (const call of calls) expect(await codeOf(call(clinic.client))).toBe('NOT_FOUND')
  },
)

test('R10.7 every procedure that is given an id is asked so', () => {
  const given = Object.entries(deskContract).flatMap(([part, procedures]) =>
    Object.entries<AnyContractProcedure>(procedures)
      .filter(([, procedure]) => isGivenIds(procedure))
      .map(([name]) => `${part}.${name}`),
  )

  expect(given.sort()).toEqual([...Object.keys(NAMING), ...NAMING_NOTHING].sort())
})
