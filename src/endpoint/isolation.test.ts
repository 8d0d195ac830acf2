import { ORPCError } from '@orpc/client'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { portalContract } from '../shared/contract/portal.ts'
import { OutboxItem } from '../shared/contract/outbox.ts'
import { syncContract } from '../shared/contract/sync.ts'
import { AssignmentId, EventId, MailId } from '../shared/domain/ids.ts'
import { DAY, plusMilliseconds } from '../shared/domain/time.ts'
import { hashToken } from '../shared/envelope/secrets.ts'
import { sealJson, type Sealed } from '../shared/envelope/seal.ts'
import { makeToken } from './secrets.ts'
import { at, booked, claimOf, sell } from './testing/booking.ts'
import {
  browser,
  MAC,
  pairDesk,
  registered,
  startClinic,
  syncClient,
  type TestClinic,
  type TestDesk,
} from './testing/clients.ts'
import { DATABASES } from './testing/harness.ts'
import { foreignWords } from './testing/foreignWords.ts'
import { rowsOfClinic } from './testing/rowsOfClinic.ts'
import { proceduresOf, sampleOf, type Procedure, type Words } from './testing/sampleInput.ts'

/** A stream without end that carries no data. */
const STREAM = 'wake'
/** Whoever likes holds a free time (R6.3): with the ids that go together it does what it is for. */
const FOR_ALL = 'booking.hold'
/** They end the caller's own session: last, or everything after them would be asked by nobody. */
const LAST = ['session.signOut', 'account.endAllSessions']

const procedures = {
  portal: proceduresOf(portalContract).toSorted((a, b) => LAST.indexOf(a.path) - LAST.indexOf(b.path)),
  sync: proceduresOf(syncContract).filter(({ path }) => path !== STREAM),
}

describe.each(DATABASES)('two clinics on %s', (kind) => {
  let running: TestClinic['running']
  let stop: TestClinic['stop']
  let ours: TestDesk
  let theirs: TestDesk
  /** Of ours: every id that there is, by what it is of. */
  let ids: Readonly<Record<string, string>>
  let sealed: Sealed
  let victim: Awaited<ReturnType<typeof registered>>
  let address = 0

  beforeAll(async () => {
    const trustedProxies = { has: (each: string) => each === '127.0.0.1' }
    ;({ running, stop, desk: ours } = await startClinic(kind, { trustedProxies, smtpUrl: 'smtp://127.0.0.1:9' }))
    theirs = await pairDesk(running)
    sealed = await sealJson('theirs', [theirs.recipient])
    await fillOurs()
  })
  afterAll(() => stop())

  /** Of everything that the endpoint keeps of a clinic there is one thing at least. */
  async function fillOurs(): Promise<void> {
    const assignmentId = AssignmentId.parse(randomUUID())
    const parts = await ours.parts(1)
    victim = await registered(running, ours, 'victim@example.test', { kind: 'access', forms: [assignmentId], parts })
    const { client, linkId, links } = victim
    await ours.push(await ours.index({ kind: 'link', id: linkId }, 'full', 2, parts, [assignmentId]))
    await client.forms.saveDraft({
      clinicId: ours.clinicId,
      linkId,
      assignmentId,
      sealed: await sealJson('draft', [ours.recipient]),
    })
    const requestId = EventId.parse(randomUUID())
    await client.requests.make({
      clinicId: ours.clinicId,
      linkId,
      requestId,
      sealed: await sealJson('please', [ours.recipient]),
      mac: MAC,
    })
    const invitation = await ours.invite('access')
    const sold = await sell(ours)
    const visit = await booked(running, ours, sold, at('10:00', 3), 'booker@example.test')
    const claim = claimOf(sold.lee, at('11:00', 3))
    const reminderId = MailId.parse(randomUUID())
    const reminder = { id: claim.id, practitionerId: sold.lee, startsAt: claim.startsAt, endsAt: claim.endsAt }
    await ours.push(
      claim,
      {
        kind: 'reminder.put',
        ...{ id: reminderId, visit: reminder, leavesAt: plusMilliseconds(claim.startsAt, -DAY / 24) },
        ...{ tokenHash: hashToken(makeToken()), sealed: await sealJson('reminder', [ours.recipient]) },
      },
      { kind: 'feed.put', practitionerId: sold.lee, tokenHash: hashToken(makeToken()), busy: [] },
    )
    const [link] = await links()
    const login = (await rowsOf(ours)).find(
      ({ table, values }) => table === 'login' && values.includes('victim@example.test'),
    )
    ids = {
      ...{
        linkId,
        assignmentId,
        partId: parts[0] ?? '',
        patientId: link?.patientId ?? '',
        invitationId: invitation.id,
      },
      ...{ loginId: login?.values.find((each) => /^[0-9a-f-]{36}$/.test(each) && each !== ours.clinicId) ?? '' },
      ...{ appointmentId: claim.id, booked: visit.hold.appointmentId, mailId: reminderId, requestId },
      ...{ practitionerId: sold.lee, serviceId: sold.visit },
    }
    // Nobody answers it: what is noted of that stands before anything is compared.
    await running.endpoint.mailNow()
    expect(Object.values(ids)).not.toContain('')
  }

  const rowsOf = (desk: TestDesk, without: readonly string[] = []) => rowsOfClinic(running, desk.clinicId, without)

  /** What nobody else may ever be told: whatever is long enough to be known again, and public by no rule. */
  async function secrets(): Promise<string[]> {
    const isPublic = ['clinic', 'clinic_name', 'sale', 'lane', 'applied_item']
    const told = new Set([...Object.values(ids), ours.clinicId, 'victim@example.test', MAC])
    const rows = (await rowsOf(ours)).filter(({ table }) => !isPublic.includes(table))
    const values = rows.flatMap((row) => row.values).filter((each) => each.length >= 20 && !told.has(each))
    // Instants, what every login has alike, and the salt, which an e-mail without a login has as well (R2.4).
    return values.filter((each) => !/^\d{4}-\d\d-\d\dT/.test(each) && !/^[[{]/.test(each) && !/^[\w-]{22}$/.test(each))
  }

  const words = (clinicId: string, chosen: string | null): Words =>
    foreignWords({ clinicId, chosen, ids, sealed, recipient: theirs.recipient })

  type Caller = { readonly call: (path: string, input: unknown) => Promise<unknown> }

  /** Calls a procedure with every id of ours in every place of an id. @returns each answer, or the code of its refusal */
  async function tryEverything(
    caller: Caller,
    { path, input }: Procedure,
    clinicIds: readonly string[],
  ): Promise<string[]> {
    const inputs = clinicIds.flatMap((clinicId) =>
      [...(path === FOR_ALL ? [] : [null]), ...Object.values(ids)].flatMap((id) =>
        samples(input, words(clinicId, id), path),
      ),
    )
    const answers: string[] = []
    const seen = new Set<string>()
    for (const each of inputs) {
      // Without an id that could be another's, once is enough.
      const key = JSON.stringify(each, (name, value: unknown) =>
        /token|renewalKey|hash|auth/i.test(name) ? '' : value,
      )
      if (seen.has(key)) continue
      seen.add(key)
      answers.push(await answerOf(caller.call(path, each)))
    }
    return answers
  }

  function samples(input: Procedure['input'], said: Words, path: string): unknown[] {
    if (input === null) return [undefined]
    if (path !== 'push') return [input.parse(sampleOf(input, said))]
    // One of each kind that a desk pushes.
    const kinds = OutboxItem.shape.body.options.length
    const items = Array.from({ length: kinds }, (_, choice) => ({
      ...(sampleOf(OutboxItem, said, choice) as object),
      id: randomUUID(),
    }))
    return [input.parse({ epoch: 1, items })]
  }

  async function answerOf(call: Promise<unknown>): Promise<string> {
    try {
      return JSON.stringify(await call) ?? ''
    } catch (error) {
      if (!(error instanceof ORPCError) || !error.defined) throw error
      return JSON.stringify([error.code, error.data])
    }
  }

  const client = (cookies: Map<string, string>): Caller => ({
    call: (path, input) => {
      address += 1
      const asked = browser(running.url, cookies, `198.18.${address >> 8}.${address & 255}`)
      return reach(asked, path)(input)
    },
  })

  const deskOf = (token: string): Caller => {
    const asked = syncClient(running.url, token)
    return { call: (path, input) => reach(asked, path)(input) }
  }

  /** The procedure of a client at a path. */
  function reach(asked: object, path: string): (input: unknown) => Promise<unknown> {
    let at: unknown = asked
    for (const name of path.split('.')) at = (at as Record<string, unknown>)[name]
    return at as (input: unknown) => Promise<unknown> // a client's leaves are its calls
  }

  /** @param without what is the caller's own at our clinic */
  async function staysUntouched(
    caller: Caller,
    of: readonly Procedure[],
    clinicIds: readonly string[],
    without: readonly string[] = [],
  ) {
    const [before, hidden] = [await rowsOf(ours, without), (await secrets()).filter((each) => !without.includes(each))]
    expect(hidden.length).toBeGreaterThan(20)
    const answered = new Map<string, readonly string[]>()
    for (const procedure of of) {
      const answers = await tryEverything(caller, procedure, clinicIds)
      answered.set(procedure.path, answers)
      const leaked = answers.filter((answer) => hidden.some((each) => answer.includes(each)))
      expect(leaked, procedure.path).toEqual([])
      expect(await rowsOf(ours, without), `after ${procedure.path}`).toEqual(before)
    }
    return answered
  }

  test('R11.3 nobody, without a session, learns or changes anything by any call with any id', async () => {
    const answered = await staysUntouched(client(new Map()), procedures.portal, [ours.clinicId, theirs.clinicId])

    expect(answered.size).toBeGreaterThan(35)
    expect(new Set(answered.get('records.part'))).toEqual(new Set(['["SIGNED_OUT",null]']))
    expect(answered.get('forms.draft')?.length).toBeGreaterThan(20)
  })

  test('R11.3 nor does a patient of the other clinic', async () => {
    const cookies = new Map<string, string>()
    await signedInAt(theirs, 'theirs@example.test', cookies)

    const answered = await staysUntouched(client(cookies), procedures.portal, [ours.clinicId, theirs.clinicId])

    expect(answered.get('records.part')).toContain('["NOT_FOUND",null]')
  })

  test('R11.3 nor does another patient of the same clinic', async () => {
    const cookies = new Map<string, string>()
    await signedInAt(ours, 'another@example.test', cookies)
    const without = await hangingOn('another@example.test')

    const answered = await staysUntouched(client(cookies), procedures.portal, [ours.clinicId], without)

    expect(answered.get('records.part')).toContain('["NOT_FOUND",null]')
  })

  test('R11.3 nor does the desk of the other clinic, nor one that nobody knows', async () => {
    for (const token of [theirs.token, makeToken()]) {
      const answered = await staysUntouched(deskOf(token), procedures.sync, [ours.clinicId, theirs.clinicId])
      expect(answered.get('push')?.length).toBeGreaterThan(10)
    }
    expect(await victim.links()).toHaveLength(1)
  })

  /** All ids and texts of a login and of what hangs on it: its links, their indexes, its invitation. */
  async function hangingOn(email: string): Promise<string[]> {
    const isOwn = new Set([email])
    const rows = await rowsOf(ours)
    // From the login to its links, and from those to theirs.
    for (let hops = 0; hops < 3; hops += 1) {
      for (const { values } of rows.filter((row) => row.values.some((each) => isOwn.has(each)))) {
        for (const each of values) if (each.length >= 20 && each !== ours.clinicId && each !== MAC) isOwn.add(each)
      }
      for (const instant of isOwn) if (/^\d{4}-/.test(instant) || /^[[{]/.test(instant)) isOwn.delete(instant)
    }
    return [...isOwn]
  }

  /** A login of that clinic, whose cookies the caller takes. */
  async function signedInAt(desk: TestDesk, email: string, cookies: Map<string, string>): Promise<void> {
    const { input } = await registered(running, desk, email)
    const signIn = browser(running.url, cookies, '198.19.0.1')
    await signIn.session.signIn({ clinicId: desk.clinicId, email, auths: [input.auth] })
  }
})
