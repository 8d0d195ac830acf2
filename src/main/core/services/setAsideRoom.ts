import { createHash } from 'node:crypto'
import type { LoginId, PatientId } from '../../../shared/domain/ids.ts'
import type { EventKind } from '../../../shared/domain/setAside.ts'
import { isNotedAlone, isWithinRoom } from '../../../shared/domain/setAsideRoom.ts'
import { asProgram, type CoreContext, type Tx } from '../context.ts'
import { addToNotKept, bytesKept, countNotesAlone, insertNotKept, isNoted } from '../db/setAsideRoom.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'
import { appendAudit } from './audit.ts'

/** Who wrote what is set aside, by login; null where nobody is known to have. `patientId`: in whose name it came, if in any. */
export type Sender = {
  readonly login: { readonly id: LoginId; readonly email: string } | null
  readonly patientId: PatientId | null
}

/** R11.6: what was set aside of this sender takes all the room that there is; this is not kept besides. */
export class NoRoomError extends Error {
  override readonly name = 'NoRoomError'
  readonly sender: Sender
  constructor(sender: Sender) {
    super('No room')
    this.sender = sender
  }
}

/** Once it stands in the file: whether that is within its sender's room. */
export async function hasRoom(tx: Tx, loginId: LoginId | null): Promise<boolean> {
  return isWithinRoom(loginId === null ? 'nobody' : 'login', await bytesKept(tx, loginId))
}

type NotKept = { readonly seq: number; readonly kind: EventKind | null; readonly json: string }

/**
 * R11.6: not kept, and not silently lost: when, from whom, how large and its hash are noted and stand in the audit log. The
 * form stays open for the patient, whose page is told so.
 */
export async function noteNotKept(
  tx: Tx,
  context: CoreContext,
  { seq, kind, json }: NotKept,
  { login, patientId }: Sender,
): Promise<void> {
  if (await isNoted(tx, seq)) return
  const now = context.clock.now()
  const loginId = login?.id ?? null
  const bytes = Buffer.byteLength(json)
  context.log('warn', 'sync.eventNotKept', { seq, bytes })
  const isAlone = isNotedAlone(await countNotesAlone(tx, loginId))
  // Whose number was impossible is brought with every page until it is kept: it would be counted each time.
  if (!isAlone && seq < 0) return
  if (patientId !== null) await markRecordsDue(tx, context, patientId)
  if (!isAlone && (await addToNotKept(tx, loginId, bytes, now))) return
  const sha256 = isAlone ? createHash('sha256').update(json).digest('hex') : null
  await insertNotKept(tx, { seq, kind, login_id: loginId, patient_id: patientId, bytes, sha256, not_kept_at: now })
  await appendAudit(
    tx,
    asProgram(context),
    { action: 'event.notKept', bytes, sha256, email: login?.email ?? null },
    patientId,
  )
}
