import type { OutboxAnswer, OutboxItem, ProjectionOwner } from '../../../shared/contract/sync.ts'
import { OutboxId, PatientId } from '../../../shared/domain/ids.ts'
import { sealJson } from '../../../shared/envelope/seal.ts'
import type { CoreContext, Tx } from '../context.ts'
import { storeTroubleOf } from '../db/storeError.ts'
import { buildProjections } from '../services/projections.ts'
import type { Connection } from './connection.ts'
import { nameOf } from './drainOutbox.ts'
import { parsePending } from './pending.ts'
import { isEndpointsTrouble, push } from './push.ts'

const PATIENTS_AT_A_TIME = 20

type Due = { readonly patient_id: string; readonly change: number }
type Sealed = Omit<Extract<OutboxItem['body'], { kind: 'projection.put' }>, 'version'>
type Prepared = { readonly due: Due; readonly sealed: readonly Sealed[]; readonly isWhole: boolean }
type Numbered = { readonly due: Due; readonly isWhole: boolean; readonly items: readonly OutboxItem[] }

/**
 * Publishes every projection of the patients whose chart changed. A chart that changes while its projections are on the
 * wire stays due; a patient whose projections cannot be built, or whose link or invitation the endpoint does not know
 * yet, stays due for the next round and holds up nobody else.
 * @returns how many projections were answered
 */
export async function publishProjections(
  context: CoreContext,
  connection: Connection,
  closing: AbortSignal,
): Promise<number> {
  let answered = 0
  let afterPatient = ''
  for (;;) {
    const dues = await context.db
      .selectFrom('projection_due')
      .select(['patient_id', 'change'])
      .where('patient_id', '>', afterPatient)
      .orderBy('patient_id')
      .limit(PATIENTS_AT_A_TIME)
      .execute()
    const last = dues.at(-1)
    if (!last || closing.aborted) return answered
    const numbered = await numberProjections(context, await prepareAll(context, dues))
    const answers = await push(
      connection,
      numbered.flatMap((each) => each.items),
      closing,
    )
    for (const [id, answer] of answers) if (isEndpointsTrouble(answer)) answers.delete(id)
    await commitPublished(context, numbered, answers)
    answered += answers.size
    afterPatient = last.patient_id
  }
}

async function prepareAll(context: CoreContext, dues: readonly Due[]): Promise<Prepared[]> {
  const prepared: Prepared[] = []
  for (const due of dues) {
    try {
      prepared.push(await prepare(context, due))
    } catch (cause) {
      if (storeTroubleOf(cause)) throw cause
      context.log('error', 'sync.projectionNotBuilt', { patientId: due.patient_id, error: nameOf(cause) })
    }
  }
  return prepared
}

async function prepare(context: CoreContext, due: Due): Promise<Prepared> {
  const built = await buildProjections(context, PatientId.parse(due.patient_id))
  // Read after the chart was: whatever the chart knows and the endpoint does not is still in the outbox now.
  const unannounced = await ownersInOutbox(context)
  const publishable = built.filter(({ owner }) => !unannounced.has(owner.id))
  const sealed = await Promise.all(
    publishable.map(async ({ owner, level, recipients, projection }): Promise<Sealed> => ({
      kind: 'projection.put',
      owner,
      level,
      sealed: await sealJson(projection, recipients),
    })),
  )
  return { due, sealed, isWhole: publishable.length === built.length }
}

/** Invitations and links of which the endpoint has yet to hear: it would ignore what is published to them. */
async function ownersInOutbox(context: CoreContext): Promise<Set<string>> {
  const rows = await context.db
    .selectFrom('outbox')
    .select('body_json')
    .where('state', '=', 'waiting')
    .where('kind', 'in', ['invitation.put', 'link.level'])
    .execute()
  const owners = new Set<string>()
  for (const row of rows) {
    const pending = parsePending(row.body_json)
    if (pending && 'id' in pending) owners.add(pending.id)
  }
  return owners
}

/** Versions are given out before anything leaves, so that none is ever used twice. */
async function numberProjections(context: CoreContext, prepared: readonly Prepared[]): Promise<Numbered[]> {
  const count = prepared.reduce((sum, { sealed }) => sum + sealed.length, 0)
  const { projection_version } = await context.db
    .updateTable('sync_state')
    .set((state) => ({ projection_version: state('projection_version', '+', count) }))
    .returning('projection_version')
    .executeTakeFirstOrThrow()
  let version = projection_version - count
  return prepared.map(({ due, sealed, isWhole }) => ({
    due,
    isWhole,
    items: sealed.map((body) => {
      version += 1
      return { id: OutboxId.parse(context.ids()), body: { ...body, version } }
    }),
  }))
}

async function commitPublished(
  context: CoreContext,
  numbered: readonly Numbered[],
  answers: ReadonlyMap<string, OutboxAnswer>,
): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    for (const { due, isWhole, items } of numbered) {
      for (const { id, body } of items) {
        const answer = answers.get(id)
        if (answer && body.kind === 'projection.put') await noteAnswer(tx, context, body.owner, answer)
      }
      if (!isWhole || !items.every(({ id }) => answers.has(id))) continue
      await tx
        .deleteFrom('projection_due')
        .where('patient_id', '=', due.patient_id)
        .where('change', '=', due.change)
        .execute()
    }
  })
}

/** A refused projection needs attention as a refused row does, until a later one to the same owner is taken. */
async function noteAnswer(tx: Tx, context: CoreContext, owner: ProjectionOwner, answer: OutboxAnswer): Promise<void> {
  const body_json = JSON.stringify({ kind: 'projection.put', owner })
  await tx.deleteFrom('outbox').where('kind', '=', 'projection.put').where('body_json', '=', body_json).execute()
  if (answer.answer !== 'refused') return
  const now = context.clock.now()
  await tx
    .insertInto('outbox')
    .values({
      id: answer.id,
      kind: 'projection.put',
      body_json,
      due_at: now,
      state: 'refused',
      reason: answer.reason,
      created_at: now,
    })
    .execute()
  context.log('warn', 'sync.projectionRefused', { ownerId: owner.id, reason: answer.reason })
}
