import { afterEach, beforeEach, expect, test } from 'vitest'
import { until } from '../../../../tests/support/until.ts'
import { InvitationId } from '../../../shared/domain/ids.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import { outcomeOf } from '../testing/deskActs.ts'
import { createMemoryEndpoint, type MemoryEndpoint } from '../testing/memoryEndpoint.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { sendAccessLink } from '../testing/patientActs.ts'

let clinic: TestClinic
let endpoint: MemoryEndpoint

beforeEach(async () => {
  // The endpoint takes the clinic's clock, which is there only when the clinic is.
  clinic = await openClinic({ fetch: (input, init) => endpoint.fetch(input, init) })
  endpoint = await createMemoryEndpoint(clinic)
})
afterEach(() => clinic.close())

const pair = (code = 'CODE') => outcomeOf(clinic.client.sync.pair({ endpointUrl: `${endpoint.origin}/`, code }))
const stateIn = () => clinic.context.db.selectFrom('sync_state').selectAll().executeTakeFirstOrThrow()
const status = () => clinic.core.sync.status()

test('R11.2 a desk is paired once with a code; the endpoint is given its token’s hash, and then everything', async () => {
  expect(await pair(' CODE ')).toBe('done')

  const state = await stateIn()
  expect(state).toMatchObject({
    endpoint_url: `${endpoint.origin}/`,
    portal_url: 'https://portal.example',
    mail_recipient: endpoint.mailRecipient,
    epoch: 1,
  })
  expect(endpoint.pairings).toMatchObject([
    { code: 'CODE', tokenHash: hashToken(state.endpoint_token ?? ''), epoch: 1, profile: { name: 'Harbour Clinic' } },
  ])
  await until(() => status().lastAt, 'the first round')
  expect(status()).toEqual({
    ...{ state: 'synchronised', because: null, waiting: 0, needsAttention: 0, clockSkewSeconds: null },
    lastAt: clinic.clock.now(),
  })
  expect(endpoint.kindsTaken()).toEqual(expect.arrayContaining(['clinic.put', 'anchor.put']))
  expect(endpoint.tokens[0]).toBeNull()
  expect(new Set(endpoint.tokens.slice(1))).toEqual(new Set([`Bearer ${state.endpoint_token}`]))
  const audit = await clinic.context.db.selectFrom('audit').select(['action', 'detail']).execute()
  expect(audit).toEqual([{ action: 'desk.paired', detail: JSON.stringify({ endpointUrl: `${endpoint.origin}/` }) }])
})

test('a reply that was lost is made good by the same code, with the same token', async () => {
  endpoint.script.lose.pair = 1

  expect(await pair()).toBe('ENDPOINT_UNREACHABLE')
  expect(await stateIn()).toMatchObject({ endpoint_url: null })
  expect(await pair()).toBe('done')

  const [first, second] = endpoint.pairings
  expect(second?.tokenHash).toBe(first?.tokenHash)
  await pair()
  expect(endpoint.pairings[2]?.tokenHash).not.toBe(first?.tokenHash)
})

test('another code is another token', async () => {
  endpoint.script.lose.pair = 1
  await pair('ONE')
  await pair('TWO')

  expect(endpoint.pairings[0]?.tokenHash).not.toBe(endpoint.pairings[1]?.tokenHash)
})

test.each([
  ['PAIRING_CODE_INVALID', 'PAIRING_CODE_INVALID'],
  ['RATE_LIMITED', 'PAIRING_CODE_INVALID'],
  ['PROTOCOL_UNSUPPORTED', 'ENDPOINT_UNREACHABLE'],
] as const)('an endpoint that says %s is told as %s, and nothing is paired', async (refusal, outcome) => {
  endpoint.script.refuseDesk = refusal

  expect(await pair()).toBe(outcome)

  expect(await stateIn()).toMatchObject({ endpoint_url: null, endpoint_token: null })
})

test.each([
  ['http://endpoint.example', 'https://portal.example'],
  ['https://endpoint.example', 'http://portal.example'],
])('R11.5 what is sent to %s or %s can be read on the way: nothing is paired', async (endpointUrl, portalUrl) => {
  endpoint.script.portalUrl = portalUrl

  expect(await outcomeOf(clinic.client.sync.pair({ endpointUrl, code: 'CODE' }))).toBe('ADDRESS_NOT_SECURE')

  expect(await stateIn()).toMatchObject({ endpoint_url: null, endpoint_token: null })
  expect(endpoint.pairings).toHaveLength(endpointUrl.startsWith('https') ? 1 : 0)
})

test('R3.5 a desk that goes to another endpoint withdraws there what it had withdrawn, and tells it of its log anew', async () => {
  await pair()
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test', birthOn: null })
  const { id } = await sendAccessLink(clinic, ana.id, 'ana@example.test')
  await clinic.client.access.revokeInvitation({ invitationId: id, reason: '' })
  await clinic.core.sync.now()
  await clinic.core.sync.now()
  endpoint = await createMemoryEndpoint(clinic)

  await pair()
  await clinic.core.sync.now()

  expect(endpoint.takenOf('invitation.end')).toEqual([{ kind: 'invitation.end', id, state: 'revoked' }])
  expect(endpoint.takenOf('anchor.put')).toHaveLength(1)
})

test.each([
  ['UNAUTHORIZED', 'unauthorized'],
  ['PROTOCOL_UNSUPPORTED', 'protocol'],
] as const)(
  'R10.5 an endpoint that says %s stops synchronising until somebody does something',
  async (code, because) => {
    await pair()
    endpoint.script.refuseDesk = code

    await clinic.core.sync.now()

    expect(status()).toMatchObject({ state: 'stopped', because })
    expect(clinic.logLines).toContainEqual({
      ...{ level: 'warn', event: 'sync.cycleFailed' },
      facts: { reason: because, failures: 1 },
    })
    endpoint.script.refuseDesk = null
    await clinic.core.sync.now()
    expect(status()).toMatchObject({ state: 'synchronised', because: null })
  },
)

test.each([
  [121, 121],
  [-121, -121],
  [120, null],
])('R10.5 a clock that is %i seconds off is shown as %s', async (seconds, shown) => {
  await pair()
  endpoint.script.clockBehindSeconds = seconds

  await clinic.core.sync.now()

  expect(status()).toMatchObject({
    ...{ state: 'synchronised', because: shown === null ? null : 'clockWrong', clockSkewSeconds: shown },
  })
})

test('what a patient does comes in when the endpoint rings', async () => {
  await pair()
  await until(() => endpoint.calls.includes('wake'), 'the stream to stand')
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test', birthOn: null })
  const { id } = await sendAccessLink(clinic, ana.id, 'ana@example.test')
  await clinic.core.sync.now()
  endpoint.tell({ kind: 'invitation.fetched', invitationId: id })

  endpoint.ring()

  await until(async () => (await clinic.client.access.get({ patientId: ana.id })).current?.fetchedAt, 'the event')
})

test('what a person does leaves by itself, and what was refused needs attention', async () => {
  await pair()
  await until(() => status().state === 'synchronised', 'the first round')
  endpoint.script.refuse = ({ body }) => (body.kind === 'invitation.put' ? 'notAnAgeFile' : null)
  const ana = await clinic.addPatient('Ana Ruiz', { birthOn: null })

  await clinic.client.access.requestCode({ id: clinic.ids(), patientId: ana.id, email: null })

  await until(() => status().needsAttention === 1, 'the refusal')
})

test('R10.9 a desk whose epoch was raised says so while it is paired', async () => {
  await clinic.context.db.updateTable('sync_state').set({ epoch: 4 }).execute()

  await pair()

  expect(endpoint.pairings).toMatchObject([{ epoch: 4 }])
})

test('a desk that was never paired withdraws each invitation that ended once', async () => {
  const ana = await clinic.addPatient('Ana Ruiz', { birthOn: null })
  const id = InvitationId.parse(clinic.ids())
  await clinic.client.access.requestCode({ id, patientId: ana.id, email: null })
  await clinic.client.access.revokeInvitation({ invitationId: id, reason: '' })

  await pair()
  await until(() => status().state === 'synchronised' && status().waiting === 0, 'the first round')

  expect(endpoint.takenOf('invitation.end')).toEqual([{ kind: 'invitation.end', id, state: 'revoked' }])
})

test('windows are told that the desk was paired', async () => {
  const told: string[] = []
  const changes = { ...clinic.context.changes, publish: (...topics: string[]) => void told.push(topics.join(' ')) }

  await clinic.core.sync.pair({ ...clinic.context, changes, actor: null }, endpoint.origin, 'CODE')

  expect(told).toEqual(['settings sync'])
})
