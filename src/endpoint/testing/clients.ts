import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { randomUUID } from 'node:crypto'
import type { portalContract } from '../../shared/contract/portal.ts'
import type { IndexOwner, OutboxBody } from '../../shared/contract/outbox.ts'
import { SyncEvent } from '../../shared/contract/events.ts'
import { PROTOCOL_HEADER, PROTOCOL_VERSION, type syncContract } from '../../shared/contract/sync.ts'
import {
  type AssignmentId,
  ClinicId,
  EventId,
  InvitationId,
  OutboxId,
  PartId,
  PatientId,
} from '../../shared/domain/ids.ts'
import { emailKey } from '../../shared/domain/people.ts'
import { levelOf, type AccessLevel, type InvitationKind } from '../../shared/domain/invitations.ts'
import { DAY, plusMilliseconds, type Instant } from '../../shared/domain/time.ts'
import { PASSWORD_PARAMETERS } from '../../shared/envelope/passwords.ts'
import { hashToken, redeemToken, renewalKey, renewalMac } from '../../shared/envelope/secrets.ts'
import { makeIdentity, sealJson } from '../../shared/envelope/seal.ts'
import { makeToken } from '../secrets.ts'
import { startEndpoint, startMachine, type DatabaseKind, type TestEndpoint } from './harness.ts'

type SyncClient = ContractRouterClient<typeof syncContract>
type PortalClient = ContractRouterClient<typeof portalContract>

export function syncClient(
  url: string,
  token: string,
  protocol: string = String(PROTOCOL_VERSION),
  more: Readonly<Record<string, string>> = {},
): SyncClient {
  return createORPCClient(
    new RPCLink({
      url: `${url}/api/sync`,
      headers: { authorization: `Bearer ${token}`, [PROTOCOL_HEADER]: protocol, ...more },
    }),
  )
}

/**
 * A browser: it keeps the endpoint's cookies, and says where its pages come from. @param address what a proxy says of it,
 * where the endpoint believes it
 */
export function browser(url: string, cookies = new Map<string, string>(), address?: string): PortalClient {
  return createORPCClient(
    new RPCLink({
      url: `${url}/api/portal`,
      headers: () => ({
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        origin: url,
        ...(address === undefined ? {} : { 'x-forwarded-for': address }),
      }),
      fetch: async (request, init) => {
        const response = await fetch(request, init)
        for (const line of response.headers.getSetCookie()) {
          const [pair = ''] = line.split(';')
          const at = pair.indexOf('=')
          cookies.set(pair.slice(0, at), pair.slice(at + 1))
        }
        return response
      },
    }),
  )
}

export type TestInvitation = { readonly id: InvitationId; readonly patientId: PatientId; readonly identity: string }

export type TestDesk = {
  readonly clinicId: ClinicId
  readonly sync: SyncClient
  readonly recipient: string
  readonly token: string
  readonly epoch: number
  readonly push: (...bodies: OutboxBody[]) => Promise<string[]>
  readonly invite: (
    kind: InvitationKind,
    change?: {
      patientId?: PatientId
      codeTokenHash?: string
      expiresAt?: Instant
      parts?: PartId[]
      forms?: AssignmentId[]
      isUnpublished?: true
      /** The address that staff confirmed. */
      renews?: string
    },
  ) => Promise<TestInvitation>
  /** An item for {@link TestDesk.push}: sealed to nobody in particular. */
  readonly index: (
    owner: IndexOwner,
    level: AccessLevel,
    version: number,
    parts?: PartId[],
    forms?: AssignmentId[],
  ) => Promise<Extract<OutboxBody, { kind: 'index.put' }>>
  /** Puts that many parts, and gives their ids. */
  readonly parts: (count: number) => Promise<PartId[]>
  readonly events: (after?: number) => Promise<{ kind: string; body: Record<string, unknown> }[]>
}

export function profileOf(recipient: string, name = 'Elm Street Clinic') {
  return {
    name,
    addressLine: '1 Elm Street',
    phone: '+44 20 7946 0000',
    email: '',
    timeZone: 'Europe/London',
    recipient,
    codeSalt: 'AAAAAAAAAAAAAAAAAAAAAA',
  }
}

/** A clinic whose desk is paired. */
export async function pairDesk({ endpoint, url, clock }: TestEndpoint): Promise<TestDesk> {
  const clinicId = ClinicId.parse(randomUUID())
  const token = makeToken()
  const { recipient } = await makeIdentity()
  const sync = syncClient(url, token)
  const code = await endpoint.makePairingCode()
  await sync.pair({ code, clinicId, tokenHash: hashToken(token), epoch: 1, profile: profileOf(recipient) })
  const push = async (...bodies: OutboxBody[]): Promise<string[]> => {
    const items = bodies.map((body) => ({ id: OutboxId.parse(randomUUID()), body }))
    const { answers } = await sync.push({ epoch: 1, items })
    return answers.map((each) => (each.answer === 'refused' ? each.reason : each.answer))
  }
  const index: TestDesk['index'] = async (owner, level, version, parts = [], forms = []) => ({
    kind: 'index.put',
    owner,
    level,
    version,
    sealed: await sealJson({ index: version }, [recipient]),
    macs: [MAC],
    parts,
    forms,
  })
  return {
    clinicId,
    sync,
    recipient,
    token,
    epoch: 1,
    push,
    index,
    async parts(count) {
      const ids = Array.from({ length: count }, () => PartId.parse(randomUUID()))
      const sealed = await sealJson({ kind: 'plan', text: 'Rest' }, [recipient])
      await push(...ids.map((id) => ({ kind: 'part.put', id, sealed }) as const))
      return ids
    },
    async invite(kind, change = {}) {
      const { identity, recipient } = await makeIdentity()
      const id = InvitationId.parse(randomUUID())
      const patientId = change.patientId ?? PatientId.parse(randomUUID())
      await push(
        {
          kind: 'invitation.put',
          id,
          patientId,
          invitationKind: kind,
          recipient,
          tokenHash: hashToken(redeemToken(identity)),
          codeTokenHash: change.codeTokenHash ?? null,
          expiresAt: change.expiresAt ?? plusMilliseconds(clock.now(), (kind === 'access' ? 5 : 60) * DAY),
          daysFromOpening: kind === 'access' ? null : 90,
          greeting: await sealJson({ format: 1, givenName: 'Ana' }, [recipient]),
          introduction: MAC,
          codeIntroduction: change.codeTokenHash === undefined ? null : MAC,
          renewal: change.renews
            ? renewalMac(renewalKey(identity), { clinicId, invitationId: id, email: change.renews })
            : null,
        },
        ...(change.isUnpublished
          ? []
          : [await index({ kind: 'invitation', id }, levelOf(kind), 1, change.parts, change.forms)]),
      )
      return { id, patientId, identity }
    },
    async events(after = 0) {
      const { events } = await sync.pull({ epoch: 1, after, limit: 1000 })
      return events.map((event) => SyncEvent.parse(event)).map(({ body }) => ({ kind: body.kind, body }))
    },
  }
}

/** What a test file about one clinic shares. */
export type TestClinic = {
  readonly running: TestEndpoint
  readonly desk: TestDesk
  readonly stop: () => Promise<void>
}

/** An endpoint on a machine of its own, and a clinic whose desk is paired with it. */
export async function startClinic(
  kind: DatabaseKind,
  change: Parameters<typeof startEndpoint>[1] = {},
): Promise<TestClinic> {
  const machine = await startMachine(kind)
  const running = await startEndpoint(machine, change)
  return {
    running,
    desk: await pairDesk(running),
    async stop() {
      await running.endpoint.close()
      await machine.stop()
    },
  }
}

/** A password is not worth a second of Argon2id in these tests: what the browser would send is made from it directly. */
export function authOf(password: string): string {
  return hashToken(`auth ${password}`)
}

/** What only the password of this e-mail's login gives. */
export function keyringTokenOf(email: string): string {
  return hashToken(`keyring of ${emailKey(email)}`)
}

/** The endpoint keeps MACs and checks none: it has no key to. */
export const MAC = '0'.repeat(64)

/** What a browser sends to redeem `invitation` with a new key. */
export async function registration(clinicId: ClinicId, invitation: Pick<TestInvitation, 'identity'>, email: string) {
  const login = await makeIdentity()
  const wrap = await makeIdentity()
  return {
    clinicId,
    token: redeemToken(invitation.identity),
    mac: MAC,
    holderMac: MAC,
    email,
    auth: authOf(`password of ${emailKey(email)}`),
    parameters: PASSWORD_PARAMETERS,
    recipient: login.recipient,
    keyring: await sealJson({ identity: login.identity }, [wrap.recipient]),
    keyringTokenHash: hashToken(keyringTokenOf(email)),
  }
}

/** What a browser sends to renew the login of `email` by `invitation`. */
export async function renewal(clinicId: ClinicId, invitation: Pick<TestInvitation, 'identity'>, email: string) {
  const input = await registration(clinicId, invitation, email)
  return { ...input, renewalKey: renewalKey(invitation.identity), auth: authOf(`new password of ${emailKey(email)}`) }
}

/** What a browser sends to redeem `invitation` with the login of `email`, whose keyring it has read. */
export async function redemption(
  clinicId: ClinicId,
  invitation: Pick<TestInvitation, 'identity'>,
  email: string,
  seenRevision = 1,
) {
  const { token, mac, holderMac, keyring } = await registration(clinicId, invitation, email)
  return { clinicId, token, mac, holderMac, keyring, keyringToken: keyringTokenOf(email), seenRevision }
}

/** A login that holds one link, in a browser of its own. */
export async function registered(
  { url }: TestEndpoint,
  desk: TestDesk,
  email: string,
  change: Parameters<TestDesk['invite']>[1] & { kind?: InvitationKind } = {},
) {
  const invitation = await desk.invite(change.kind ?? 'form', change)
  const client = browser(url)
  const input = await registration(desk.clinicId, invitation, email)
  const outcome = await client.invitation.register(input)
  const links = async () => (await client.records.list({ clinicId: desk.clinicId })).links
  return { client, input, outcome, invitation, linkId: outcome.linkId, links }
}

/** A second way to whoever is signed in there (decision 0042). */
export async function addPasskey(client: PortalClient, desk: TestDesk, email: string): Promise<void> {
  await client.account.addPasskey({
    ...{ clinicId: desk.clinicId, idHash: hashToken(`passkey of ${email}`), auth: authOf('what it derives') },
    ...{ sealed: await sealJson('a wrapped key', [desk.recipient]), keyringToken: keyringTokenOf(email) },
  })
}

/** What anybody who has the link learns of an invitation. */
export function lookAt({ url }: TestEndpoint, desk: TestDesk, invitation: { readonly identity: string }) {
  return browser(url).invitation.look({ clinicId: desk.clinicId, token: redeemToken(invitation.identity) })
}

/** A login that asks its clinic for something whenever it is told to. */
export async function asker(running: TestEndpoint, desk: TestDesk, email: string) {
  const { client, linkId } = await registered(running, desk, email)
  const sealed = await sealJson({ about: 'fullAccess' }, [desk.recipient])
  const ask = () =>
    client.requests.make({ clinicId: desk.clinicId, linkId, requestId: EventId.parse(randomUUID()), sealed, mac: MAC })
  return { ask }
}
