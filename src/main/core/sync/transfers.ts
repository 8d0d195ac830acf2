import { fileTypeFromBuffer } from 'file-type'
import { BLOB_BYTES } from '../../../shared/domain/fileLimits.ts'
import { fileKindOf, MEDIA_TYPES, type FileKind } from '../../../shared/domain/fileKinds.ts'
import type { FileTrouble } from '../../../shared/domain/fileTrouble.ts'
import { LinkId, PartId, PatientId } from '../../../shared/domain/ids.ts'
import { EnvelopeError } from '../../../shared/envelope/envelopeError.ts'
import { asProgram, type CoreContext } from '../context.ts'
import {
  findFile,
  listArriving,
  listPatientsWithLocalFiles,
  settleFile,
  updateFile,
  type FileRow,
} from '../db/files.ts'
import { findLink } from '../db/links.ts'
import { errorName } from '../errorName.ts'
import { TooMuch } from '../files/fileStore.ts'
import { fileOf, viewsOf } from '../records/views.ts'
import { appendAudit } from '../services/audit.ts'
import { enqueue } from '../wire/enqueue.ts'
import { blobEnd } from '../wire/out/blobEnd.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'
import { bringBlob, fetchBlob } from './blobCalls.ts'
import type { Connection } from './connection.ts'

/**
 * Bytes by reference, beside the rounds: what patients sent comes in, and what somebody may see is brought to the endpoint. A long
 * file on a slow line keeps nothing else waiting, and goes on where it was cut (R11.6). One that fails stops no other.
 */
export async function transferFiles(context: CoreContext, connection: Connection, closing: AbortSignal): Promise<void> {
  for (const row of await listArriving(context.db)) {
    if (closing.aborted) return
    await alone(context, 'files.notFetched', () => fetchOne(context, connection, row, closing))
  }
  for (const patientId of await listPatientsWithLocalFiles(context.db)) {
    for (const id of await wantedOf(context, patientId)) {
      if (closing.aborted) return
      await alone(context, 'files.notBrought', () => bringOne(context, connection, id, closing))
    }
  }
}

/** R3.4: what nobody may see never leaves the desk, not even sealed. */
async function wantedOf(context: CoreContext, patientId: PatientId): Promise<PartId[]> {
  const views = await viewsOf(context, patientId)
  const seen = new Set(views.flatMap(({ items }) => items.flatMap((item) => fileOf(item) ?? [])))
  const wanted: PartId[] = []
  for (const id of seen) {
    const row = await findFile(context.db, id)
    if (row?.state === 'here' && row.is_at_endpoint === 0) wanted.push(id)
  }
  return wanted
}

async function alone(context: CoreContext, event: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    context.log('warn', event, { error: errorName(cause) })
  }
}

async function bringOne(context: CoreContext, connection: Connection, id: PartId, closing: AbortSignal): Promise<void> {
  const row = await findFile(context.db, id)
  const bytes = await context.files.sizeOf(id)
  if (!row || bytes === null) throw new Error('The file is not here')
  await bringBlob(connection, { id, bytes, sha256: row.sha256 }, (from) => context.files.read(id, from), closing)
  const patientId = PatientId.parse(row.patient_id)
  await context.db.transaction().execute(async (tx) => {
    await updateFile(tx, id, { is_at_endpoint: 1 })
    await markRecordsDue(tx, context, patientId)
  })
  context.changes.publish('documents')
  context.wakeSync()
}

async function fetchOne(
  context: CoreContext,
  connection: Connection,
  row: FileRow,
  closing: AbortSignal,
): Promise<void> {
  const id = PartId.parse(row.id)
  const trouble = await troubleFetching(context, connection, row, closing)
  const patientId = PatientId.parse(row.patient_id)
  const link = row.link_id === null ? null : await findLink(context.db, LinkId.parse(row.link_id))
  await context.db.transaction().execute(async (tx) => {
    await settleFile(tx, id, trouble)
    const facts = { action: 'file.refused', name: row.name, email: link?.email ?? '' } as const
    if (trouble !== null) await appendAudit(tx, asProgram(context), facts, patientId)
    // The records name it by then, so that it stays for whoever sent it.
    const afterId = await markRecordsDue(tx, context, patientId)
    await enqueue(tx, context, blobEnd, { id }, { afterId })
  })
  context.changes.publish('inbox', 'documents')
  context.wakeSync()
}

/** Null where it lies here, whole, and is what it was said to be. */
async function troubleFetching(
  { files }: CoreContext,
  connection: Connection,
  row: FileRow,
  closing: AbortSignal,
): Promise<FileTrouble | null> {
  const id = PartId.parse(row.id)
  if ((await files.sizeOf(id)) === null) {
    try {
      const body = await fetchBlob(connection, id, await files.fetchedSoFar(id), closing)
      if (body === null) return 'lost'
      await files.append(id, body, BLOB_BYTES)
    } catch (cause) {
      if (!(cause instanceof TooMuch)) throw cause
      await files.forget(id)
      return 'damaged'
    }
    if (!(await files.finish(id, row.sha256))) return 'damaged'
  }
  try {
    return (await isOfKind(files.openPlain(id, row.identity, row.bytes), row.kind)) ? null : 'otherKind'
  } catch (cause) {
    if (cause instanceof EnvelopeError) return 'damaged'
    throw cause
  }
}

/** What a look at the content takes. */
const LOOKED_AT_BYTES = 4_096

/** R8.3: looked at again here, by another's eyes as well: it is believed if both say the same. */
async function isOfKind(plain: AsyncIterable<Uint8Array>, kind: FileKind): Promise<boolean> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of plain) {
    pieces.push(piece)
    length += piece.length
    if (length >= LOOKED_AT_BYTES) break
  }
  const head = Buffer.concat(pieces)
  if (fileKindOf(head) !== kind) return false
  const found = await fileTypeFromBuffer(head)
  return found?.mime === MEDIA_TYPES[kind]
}
