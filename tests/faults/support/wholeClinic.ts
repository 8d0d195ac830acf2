import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createEndpoint, type EndpointOptions } from '../../../src/endpoint/createEndpoint.ts'
import type { CoreOptions } from '../../../src/main/core/context.ts'
import { openClinic, type StandInMailer } from '../../../src/main/core/testing/openClinic.ts'
import type { Questionnaire } from '../../../src/shared/domain/questionnaires/types.ts'
import { makeIdentity } from '../../../src/shared/envelope/seal.ts'
import { createPatient, openBrowser } from './patient.ts'

export const PORTAL_URL = 'https://portal.example'

/** One question that may stay empty, so that any answer keeps the rules. */
export const FORM: Questionnaire = {
  resourceType: 'Questionnaire',
  url: 'https://harbour.example/questionnaires/visit',
  version: '1',
  title: 'Before your visit',
  status: 'active',
  item: [{ linkId: 'reason', text: 'What brings you here?', type: 'string' }],
}
export const FORM_ID = '01900000-0000-7000-8000-f00000000001'

export type EndpointHandler = (request: Request) => Response | Promise<Response>

export type WholeClinicOptions = {
  readonly smtpUrl: string
  /** Stands between the desk and the endpoint; by default nothing does. */
  readonly network?: (endpoint: EndpointHandler) => CoreOptions['fetch']
  readonly mailer?: StandInMailer
}

/**
 * A real desk, paired with a real endpoint in the same process: SQLite files below one temporary folder, one clock that
 * the test moves. The endpoint can be closed and opened again on its file, as can the desk.
 */
export async function openWholeClinic({ smtpUrl, network, mailer }: WholeClinicOptions) {
  const logged: string[] = []
  const note = (facts: object, message: string) => void logged.push(JSON.stringify({ ...facts, message }))
  // The desk's folder holds the endpoint's file too; it is known only once the desk is there.
  const handler: EndpointHandler = (request) => {
    if (!endpoint) throw new TypeError('fetch failed')
    return endpoint.app.fetch(request)
  }
  const direct: CoreOptions['fetch'] = async (input, init) => handler(new Request(input, init))
  let endpoint: Awaited<ReturnType<typeof createEndpoint>> | null = null
  const clinic = await openClinic({
    at: '2026-03-02T17:00:00.000Z',
    fetch: network ? network(handler) : direct,
    mailer: mailer ?? null,
  })
  const options: EndpointOptions = {
    database: { kind: 'sqlite', file: join(clinic.folder, 'endpoint.sqlite') },
    mailIdentity: (await makeIdentity()).identity,
    smtpUrl,
    mailFrom: 'portal@anteroom.test',
    publicUrl: PORTAL_URL,
    portalFiles: null,
    clock: clinic.clock,
    ids: randomUUID,
    log: { info: () => {}, warn: note, error: note },
  }
  endpoint = await createEndpoint(options)
  await clinic.context.db
    .insertInto('questionnaire_version')
    .values({
      id: FORM_ID,
      questionnaire_id: FORM_ID,
      version: '1',
      title: FORM.title,
      minutes: 2,
      resource_json: JSON.stringify(FORM),
      published_at: clinic.clock.now(),
    })
    .execute()
  const { id, recipient } = await clinic.context.db
    .selectFrom('clinic')
    .select(['id', 'recipient'])
    .executeTakeFirstOrThrow()

  return {
    clinic,
    options,
    logged,
    handler,
    get endpoint() {
      if (!endpoint) throw new Error('The endpoint is closed')
      return endpoint
    },
    async closeEndpoint(): Promise<void> {
      const closing = endpoint
      endpoint = null
      await closing?.close()
    },
    async openEndpoint(): Promise<void> {
      endpoint = await createEndpoint(options)
    },
    patient: (email: string) => createPatient(openBrowser(PORTAL_URL, handler), { id, recipient }, email),
    async close(): Promise<void> {
      await clinic.core.close()
      await endpoint?.close()
      rmSync(clinic.folder, { recursive: true, force: true })
    },
  }
}

export type WholeClinic = Awaited<ReturnType<typeof openWholeClinic>>
