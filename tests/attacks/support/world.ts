import Database from 'better-sqlite3'
import { join } from 'node:path'
import { InvitationId, PlanId, QuestionnaireVersionId, type PatientId } from '../../../src/shared/domain/ids.ts'
import { makeIdentity, open, type Sealed } from '../../../src/shared/envelope/seal.ts'
import { startSmtp } from '../../support/smtp.ts'
import { FORM_ID, openWholeClinic } from '../../faults/support/wholeClinic.ts'
import { createLiar } from './answers.ts'
import { personAt } from './person.ts'

/** A clinic, its endpoint, and an adversary who may read and write everything in the endpoint's database. */
export async function openWorld() {
  const smtp = await startSmtp()
  const line = { isCut: false }
  const adversary = await makeIdentity()
  const liar = createLiar(adversary.recipient)
  const whole = await openWholeClinic({
    smtpUrl: smtp.url,
    network: (endpoint) => async (input, init) => {
      if (line.isCut) throw new TypeError('fetch failed')
      const request = new Request(input, init)
      return liar.between(request, await endpoint(request))
    },
  })
  const { clinic, options } = whole
  const { client } = clinic
  /** What the adversary's key makes of an envelope never changes: each is tried once. */
  const tried = new Map<Sealed, string | null>()
  const file = join(clinic.folder, 'endpoint.sqlite')
  const database = new Database(file)
  await clinic.core.sync.pair(
    { ...clinic.context, actor: null },
    options.publicUrl ?? '',
    await whole.endpoint.makePairingCode(),
  )
  await clinic.core.sync.now()

  const secretOf = async (id: InvitationId) => {
    const row = await clinic.context.db
      .selectFrom('invitation')
      .select(['secret', 'code_secret'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return row.secret
  }

  return {
    whole,
    clinic,
    /** The desk hears of nothing while its line is cut, so that the adversary is there before it. */
    line,
    adversary,
    /** The endpoint's own file, beside its back. */
    database,
    /** What the endpoint answers, to the desk and to the pages, as it may be changed on the way. */
    liar,
    person: (email: string) =>
      personAt(whole, email, async (request) => liar.between(request, await whole.handler(request))),
    /** A round of the desk: what patients did comes in, what waits leaves. */
    synchronise: () => clinic.core.sync.now(),
    async addPatient(name: string, email: string): Promise<PatientId> {
      return (await clinic.addPatient(name, { email })).id
    },
    /** @returns the secret of the link in the e-mail */
    async accessLink(patientId: PatientId, email: string): Promise<string> {
      const id = InvitationId.parse(clinic.ids())
      await client.access.requestCode({ id, patientId, email })
      await client.access.sendLink({ invitationId: id, email })
      return secretOf(id)
    },
    async formLink(patientId: PatientId): Promise<string> {
      const id = InvitationId.parse(clinic.ids())
      await client.forms.send({ id, patientId, formIds: [QuestionnaireVersionId.parse(FORM_ID)], emailForChart: null })
      return secretOf(id)
    },
    async publishPlan(patientId: PatientId, text: string): Promise<void> {
      const id = PlanId.parse(clinic.ids())
      const { draftVersion } = await client.plans.saveDraft({ id, patientId, seenVersion: null, title: 'Knee', text })
      await client.plans.publish({ planId: id, seenVersion: draftVersion })
    },
    holdersOf: async (patientId: PatientId) => (await client.access.get({ patientId })).holders,
    inbox: () => client.inbox.list({ includeDone: true }),
    submissionsOf: async (patientId: PatientId) => (await client.forms.ofPatient({ patientId })).submissions,
    /** Every envelope in the endpoint's database that the adversary's key opens. */
    async readByAdversary(): Promise<string[]> {
      const envelopes = envelopesIn(database)
      for (const sealed of envelopes.filter((each) => !tried.has(each))) {
        tried.set(sealed, await open(sealed, [adversary.identity]).catch(() => null))
      }
      return envelopes.flatMap((sealed) => tried.get(sealed) ?? [])
    },
    async close(): Promise<void> {
      database.close()
      await whole.close()
      await smtp.stop()
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** Whatever rests sealed, from every table. */
export function envelopesIn(database: Database.Database): Sealed[] {
  const tables = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all() as string[]
  return tables.flatMap((table) =>
    (database.prepare(`SELECT * FROM "${table}"`).all() as Record<string, unknown>[]).flatMap((row) =>
      Object.entries(row).flatMap(([name, value]) =>
        name.endsWith('_sealed') && Buffer.isBuffer(value) ? [value.toString('base64')] : [],
      ),
    ),
  )
}
