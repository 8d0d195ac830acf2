import { z } from 'zod'
import type { OutboxBody } from '../../../../shared/contract/outbox.ts'
import { PartId, PatientId, type AssignmentId, type LoginId } from '../../../../shared/domain/ids.ts'
import type { IndexItem, PartRef, RecordIndex } from '../../../../shared/domain/recordIndex.ts'
import { EnvelopeError } from '../../../../shared/envelope/envelopeError.ts'
import { indexMac, openIndexMac, type IndexClaim } from '../../../../shared/envelope/pair.ts'
import { makeIdentity, sealJson, type Sealed } from '../../../../shared/envelope/seal.ts'
import { sha256Of } from '../../../../shared/envelope/parts.ts'
import type { CoreContext, Db, Tx } from '../../context.ts'
import { readPartContent } from '../../db/chart.ts'
import { outOfHoursOf, readClinic, type ClinicRow } from '../../db/clinic.ts'
import { hasMessages } from '../../db/messages.ts'
import { listPatientsHeldBy } from '../../db/links.ts'
import { findOutboxRowAbout } from '../../db/outbox.ts'
import { listFileRefs } from '../../db/files.ts'
import { listPartsOf } from '../../db/parts.ts'
import { takeIndexVersions } from '../../db/syncState.ts'
import { pairOf } from '../../pairs.ts'
import { fileOf, partSubjectOf, subjectText, viewsOf, type HolderView } from '../../records/views.ts'
import { enqueue } from '../enqueue.ts'
import type { OutRoom } from '../outRoom.ts'
import { messagesPut } from './messagesPut.ts'
import { recordsAnswered, type MadePart, type Published } from './recordsAnswered.ts'

/**
 * What every holder of one patient may see: an index for each, and the parts that they name and the endpoint does not
 * have yet. Parts go first; an index replaces the one before it whole.
 */
export const recordsPut: OutRoom<{ readonly patientId: PatientId }> = {
  kind: 'records.put',
  pending: z.object({ patientId: PatientId }),
  subjectOf: ({ patientId }) => patientId,
  prepare: async (context, { patientId }, row, { epoch }) => {
    const views = await publishable(context.db, await viewsOf(context, patientId))
    const known = await listPartsOf(context.db, patientId)
    const parts = new Map<string, PartRef>()
    const made: MadePart[] = []
    for (const subject of subjectsIn(views)) {
      const ref = known.get(subject.text) ?? (await makePart(context, patientId, subject, made))
      parts.set(subject.text, ref)
    }
    // What comes by reference is brought by itself: until it is there, no index names it.
    const files = await listFileRefs(context.db, patientId)
    for (const id of views.flatMap(({ items }) => items.map(fileOf))) {
      const ref = id === null ? undefined : files.get(id)
      if (ref) parts.set(ref.id, ref)
    }
    const { bodies, unsealed } = await sealIndexes(context, views, parts, epoch)
    const markDue = (tx: Tx) => markRecordsDue(tx, context, patientId)
    const published: Published = { row, patientId, views, unsealed, made, named: [...parts.values()], markDue }
    return {
      kind: 'push',
      bodies: [...made.map(({ body }) => body), ...bodies],
      answered: (tx, outcome) => recordsAnswered(tx, context, published, outcome),
    }
  },
}

/** Every index of this patient is published anew: call in any transaction that changes the chart. @returns the row's id */
export async function markRecordsDue(
  tx: Tx,
  context: Pick<CoreContext, 'clock' | 'ids'>,
  patientId: PatientId,
): Promise<string> {
  if (await hasMessages(tx, patientId)) await enqueue(tx, context, messagesPut, { patientId })
  return enqueue(tx, context, recordsPut, { patientId })
}

/** Likewise of every patient whom a login holds: an e-mail that it has verified counts for all of them (R3.2, R4.8). */
export async function markHeldRecordsDue(
  tx: Tx,
  context: Pick<CoreContext, 'clock' | 'ids'>,
  loginId: LoginId,
): Promise<void> {
  for (const id of await listPatientsHeldBy(tx, loginId)) await markRecordsDue(tx, context, PatientId.parse(id))
}

/** An invitation that the endpoint refused is unknown there: what it would carry must not hold up the others. */
async function publishable(db: Db, views: readonly HolderView[]): Promise<HolderView[]> {
  const wanted: HolderView[] = []
  for (const view of views) {
    const put = view.owner.kind === 'invitation' ? await findOutboxRowAbout(db, 'invitation.put', view.owner.id) : null
    if (put?.state !== 'refused') wanted.push(view)
  }
  return wanted
}

type Subject = { readonly of: NonNullable<ReturnType<typeof partSubjectOf>>; readonly text: string }

/** What is heavy in any of the views, each once. */
function subjectsIn(views: readonly HolderView[]): Subject[] {
  const subjects = new Map<string, Subject>()
  for (const { items } of views) {
    for (const item of items) {
      const of = partSubjectOf(item)
      if (of) subjects.set(subjectText(of), { of, text: subjectText(of) })
    }
  }
  return [...subjects.values()]
}

async function makePart(
  context: CoreContext,
  patientId: PatientId,
  subject: Subject,
  made: MadePart[],
): Promise<PartRef> {
  const id = PartId.parse(context.ids())
  const { identity, recipient } = await makeIdentity()
  const sealed = await sealJson(await readPartContent(context.db, subject.of), [recipient])
  const sha256 = sha256Of(sealed)
  made.push({
    body: { kind: 'part.put', id, sealed },
    row: { id, patient_id: patientId, subject: subject.text, identity, sha256 },
  })
  return { id, identity, sha256 }
}

async function sealIndexes(
  context: CoreContext,
  views: readonly HolderView[],
  parts: ReadonlyMap<string, PartRef>,
  epoch: number,
): Promise<{ readonly bodies: OutboxBody[]; readonly unsealed: readonly HolderView[] }> {
  const clinic = await readClinic(context.db)
  let version = views.length === 0 ? 0 : await takeIndexVersions(context.db, views.length)
  const bodies: OutboxBody[] = []
  const unsealed: HolderView[] = []
  for (const view of views) {
    const { owner, level, recipients, patientId, patientName, items, proposals, holders, madeAt, signers } = view
    const indexed = items.flatMap((item) => withPart(item, parts))
    const index: RecordIndex = {
      format: 3,
      level,
      patientId,
      patientName,
      clinic: {
        name: clinic.name,
        addressLine: clinic.address_line,
        phone: clinic.phone,
        timeZone: clinic.time_zone,
        outOfHours: outOfHoursOf(clinic),
      },
      items: indexed,
      proposals: [...proposals],
      holders: [...holders],
      madeAt,
    }
    const sealed = await sealJson(index, recipients).catch(nullForNoKey)
    if (sealed === null) {
      context.log('warn', 'wire.holderUnsealed', { owner: owner.kind, ownerId: owner.id })
      unsealed.push(view)
      continue
    }
    const claim = { clinicId: clinic.id, owner, epoch, version }
    bodies.push({
      kind: 'index.put',
      owner,
      level,
      version,
      sealed,
      macs: signers.map((signer) => macOf(clinic, signer, claim, sealed)),
      parts: indexed.flatMap((item) => ('part' in item && item.part ? [item.part.id] : [])),
      forms: items.flatMap(fillable),
    })
    version += 1
  }
  return { bodies, unsealed }
}

/** R11.6: a recipient of the right shape may be no key. It leaves out its own holder, and no other. */
function nullForNoKey(cause: unknown): null {
  if (cause instanceof EnvelopeError) return null
  throw cause
}

/** R11.5: whoever may open the index can tell that the clinic made it. */
function macOf(clinic: ClinicRow, signer: HolderView['signers'][number], claim: IndexClaim, sealed: Sealed): string {
  return signer.kind === 'invitation'
    ? openIndexMac(signer.identity, claim, sealed)
    : indexMac(pairOf(clinic, signer.recipient), claim, sealed)
}

/** R11.6: the form that an item asks its holder to fill, if any. */
function fillable(item: HolderView['items'][number]): AssignmentId[] {
  return item.kind === 'form' && item.form.state === 'pending' ? [item.form.assignmentId] : []
}

/** Messages go by themselves: one more changes no index. A document whose bytes have yet to be brought is in the next one. */
function withPart(item: HolderView['items'][number], parts: ReadonlyMap<string, PartRef>): IndexItem[] {
  if (item.kind === 'message') return []
  if (item.kind === 'appointment' || item.kind === 'profile' || item.kind === 'takenBack') return [item]
  if (item.kind === 'upload') return [{ ...item, part: parts.get(item.upload.fileId) ?? null }]
  if (item.kind === 'document') {
    const part = parts.get(item.document.fileId)
    return part ? [{ ...item, part }] : []
  }
  const subject = partSubjectOf(item)
  const part = subject && parts.get(subjectText(subject))
  if (!part) throw new Error('A part was not made')
  return [{ ...item, part }]
}
