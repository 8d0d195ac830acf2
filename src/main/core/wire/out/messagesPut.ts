import { z } from 'zod'
import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import type { OutboxBody } from '../../../../shared/contract/outbox.ts'
import { MessageId, PatientId, type LinkId } from '../../../../shared/domain/ids.ts'
import type { GivenMessage } from '../../../../shared/domain/messages.ts'
import type { ChartMessage } from '../../../../shared/domain/visibility.ts'
import { EnvelopeError } from '../../../../shared/envelope/envelopeError.ts'
import { messageMac, openMessageMac, type MessageClaim } from '../../../../shared/envelope/pair.ts'
import { sealJson, type Sealed } from '../../../../shared/envelope/seal.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { readClinic, type ClinicRow } from '../../db/clinic.ts'
import { findLink } from '../../db/links.ts'
import { forgetGivenMessages, hasMessages, listGiven, noteGiven, noteTaken, readSaid } from '../../db/messages.ts'
import { pairOf } from '../../pairs.ts'
import { viewsOf, type HolderView } from '../../records/views.ts'
import { enqueue } from '../enqueue.ts'
import type { OutRoom } from '../outRoom.ts'

type Bodies = { readonly body: OutboxBody; readonly follow: (tx: Tx) => Promise<void> }[]

/**
 * R8.5: of each holder of a patient the messages that it may read and was not given, each sealed by itself, and the end of those
 * that it was given and may not read any more. However large the chart, one more message is one envelope a holder.
 */
export const messagesPut: OutRoom<{ readonly patientId: PatientId }> = {
  kind: 'messages.put',
  pending: z.object({ patientId: PatientId }),
  subjectOf: ({ patientId }) => patientId,
  prepare: async (context, { patientId }) => {
    const views = await viewsOf(context, patientId)
    const given = await listGiven(
      context.db,
      views.map(({ owner }) => owner.id),
    )
    const clinic = await readClinic(context.db)
    const made: Bodies = []
    for (const view of views)
      made.push(...(await bodiesFor(context, clinic, view, given.get(view.owner.id) ?? new Set())))
    if (made.length === 0) return { kind: 'settled', settle: () => Promise.resolve([]) }
    return {
      kind: 'push',
      bodies: made.map(({ body }) => body),
      // A holder whom the endpoint has forgotten is told of with the records; what was not taken is given the next time.
      answered: async (tx, outcome) => {
        for (const { body, follow } of made) {
          if (outcome.kind === 'taken' || !outcome.refusals.has(body)) await follow(tx)
        }
        return { topics: [], isSettled: true }
      },
    }
  },
}

/** Leaves them in the outbox, if there are any; call where a message or what somebody may read changes. @returns the row's id */
export async function markMessagesDue(
  tx: Tx,
  context: Pick<CoreContext, 'clock' | 'ids'>,
  patientId: PatientId,
): Promise<string> {
  return enqueue(tx, context, messagesPut, { patientId })
}

/** The endpoint has destroyed what it had of this link: what its holder may read is given once more. */
export async function giveMessagesAnew(
  tx: Tx,
  context: Pick<CoreContext, 'clock' | 'ids'>,
  linkId: LinkId,
): Promise<ChangeTopic[]> {
  await forgetGivenMessages(tx, linkId)
  const link = await findLink(tx, linkId)
  const patientId = link && PatientId.parse(link.patient_id)
  if (patientId && (await hasMessages(tx, patientId))) await markMessagesDue(tx, context, patientId)
  return []
}

async function bodiesFor(
  context: CoreContext,
  clinic: ClinicRow,
  view: HolderView,
  given: ReadonlySet<string>,
): Promise<Bodies> {
  const visible = view.items.flatMap((item) => (item.kind === 'message' ? [item.message] : []))
  const { owner } = view
  const bodies: Bodies = []
  const over = [...given].filter((id) => visible.every((each) => each.id !== id)).map((id) => MessageId.parse(id))
  if (over.length > 0) {
    bodies.push({ body: { kind: 'message.end', owner, ids: over }, follow: (tx) => noteTaken(tx, owner.id, over) })
  }
  for (const message of visible.filter(({ id }) => !given.has(id))) {
    const body = await bodyOf(context, clinic, view, message)
    if (body === null) return bodies
    bodies.push({ body, follow: (tx) => noteGiven(tx, owner.id, [message.id]) })
  }
  return bodies
}

/** Null where nothing can be sealed to its holder (R11.6), which is told of with the records. */
async function bodyOf(
  context: CoreContext,
  clinic: ClinicRow,
  { owner, recipients, signers }: HolderView,
  message: Pick<ChartMessage, 'id' | 'threadId' | 'from' | 'at'> & { readonly subject: string | null },
): Promise<OutboxBody | null> {
  const { id, threadId, subject, from, at } = message
  const said: GivenMessage = {
    ...{ format: 1, messageId: id, threadId, subject, from, at },
    ...(await readSaid(context.db, id)),
  }
  try {
    const sealed = await sealJson(said, recipients)
    const claim = { clinicId: clinic.id, owner, messageId: id }
    return {
      kind: 'message.put',
      owner,
      id,
      level: from === 'patient' ? 'limited' : 'full',
      sealed,
      macs: signers.map((signer) => macOf(clinic, signer, claim, sealed)),
    }
  } catch (cause) {
    if (cause instanceof EnvelopeError) return null
    throw cause
  }
}

function macOf(clinic: ClinicRow, signer: HolderView['signers'][number], claim: MessageClaim, sealed: Sealed): string {
  return signer.kind === 'invitation'
    ? openMessageMac(signer.identity, claim, sealed)
    : messageMac(pairOf(clinic, signer.recipient), claim, sealed)
}
