import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { randomUUID } from 'node:crypto'
import type { portalContract } from '../../shared/contract/portal.ts'
import { PROTOCOL_HEADER, PROTOCOL_VERSION, type OutboxBody, type syncContract } from '../../shared/contract/sync.ts'
import { ClinicId, InvitationId, OutboxId, PatientId } from '../../shared/domain/ids.ts'
import { emailKey } from '../../shared/domain/people.ts'
import { levelOf, type InvitationKind } from '../../shared/domain/invitations.ts'
import { DAY, plusMilliseconds, type Instant } from '../../shared/domain/time.ts'
import { PASSWORD_PARAMETERS } from '../../shared/envelope/passwords.ts'
import { hashToken, redeemMac, redeemToken } from '../../shared/envelope/secrets.ts'
import { makeIdentity, sealJson } from '../../shared/envelope/seal.ts'
import { makeToken } from '../secrets.ts'
import { startEndpoint, startMachine, type DatabaseKind, type TestEndpoint } from './harness.ts'

type SyncClient = ContractRouterClient<typeof syncContract>
type PortalClient = ContractRouterClient<typeof portalContract>

export function syncClient(url: string, token: string, protocol: string = String(PROTOCOL_VERSION)): SyncClient {
  return createORPCClient(
    new RPCLink({
      url: `${url}/api/sync`,
      headers: { authorization: `Bearer ${token}`, [PROTOCOL_HEADER]: protocol },
    }),
  )
}

/** A browser: it keeps the endpoint's cookie, and says where its pages come from. */
export function browser(url: string, cookies = new Map<string, string>()): PortalClient {
  return createORPCClient(
    new RPCLink({
      url: `${url}/api/portal`,
      headers: () => ({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), origin: url }),
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
    change?: { patientId?: PatientId; codeTokenHash?: string; expiresAt?: Instant },
  ) => Promise<TestInvitation>
  readonly events: (after?: number) => Promise<{ kind: string; body: Record<string, unknown> }[]>
}

/** A clinic whose desk is paired. */
export async function pairDesk({ endpoint, url, clock }: TestEndpoint): Promise<TestDesk> {
  const clinicId = ClinicId.parse(randomUUID())
  const token = makeToken()
  const { recipient } = await makeIdentity()
  const sync = syncClient(url, token)
  const profile = {
    name: 'Elm Street Clinic',
    addressLine: '1 Elm Street',
    phone: '+44 20 7946 0000',
    timeZone: 'Europe/London',
    recipient,
    codeSalt: 'AAAAAAAAAAAAAAAAAAAAAA',
  }
  const code = await endpoint.makePairingCode()
  await sync.pair({ code, clinicId, tokenHash: hashToken(token), epoch: 1, profile })
  const push = async (...bodies: OutboxBody[]): Promise<string[]> => {
    const items = bodies.map((body) => ({ id: OutboxId.parse(randomUUID()), body }))
    const { answers } = await sync.push({ epoch: 1, items })
    return answers.map((each) => (each.answer === 'refused' ? each.reason : each.answer))
  }
  return {
    clinicId,
    sync,
    recipient,
    token,
    epoch: 1,
    push,
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
        },
        {
          kind: 'projection.put',
          owner: { kind: 'invitation', id },
          level: levelOf(kind),
          version: 1,
          sealed: await sealJson({ sealedTo: `invitation ${kind}` }, [recipient]),
        },
      )
      return { id, patientId, identity }
    },
    async events(after = 0) {
      const { events } = await sync.pull({ epoch: 1, after, limit: 1000 })
      return events.map(({ body }) => ({ kind: body.kind, body }))
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
export async function startClinic(kind: DatabaseKind): Promise<TestClinic> {
  const machine = await startMachine(kind)
  const running = await startEndpoint(machine)
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

/** What a browser sends to redeem `invitation` with a new key. */
export async function registration(clinicId: ClinicId, invitation: Pick<TestInvitation, 'identity'>, email: string) {
  const login = await makeIdentity()
  const wrap = await makeIdentity()
  return {
    clinicId,
    token: redeemToken(invitation.identity),
    mac: redeemMac(invitation.identity, login.recipient),
    email,
    auth: authOf(`password of ${emailKey(email)}`),
    parameters: PASSWORD_PARAMETERS,
    recipient: login.recipient,
    keyring: await sealJson({ format: 1, identity: login.identity, invitations: [] }, [wrap.recipient]),
  }
}

export async function redemption(clinicId: ClinicId, invitation: Pick<TestInvitation, 'identity'>) {
  const { token, mac, keyring } = await registration(clinicId, invitation, 'nobody@example.test')
  return { clinicId, token, mac, keyring }
}
