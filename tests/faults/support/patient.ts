import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { portalContract, PortalLink } from '../../../src/shared/contract/portal.ts'
import { AssignmentId, ClinicId, EventId, type LinkId, SubmissionId } from '../../../src/shared/domain/ids.ts'
import { PartContent, RecordIndex } from '../../../src/shared/domain/recordIndex.ts'
import { PASSWORD_PARAMETERS } from '../../../src/shared/envelope/passwords.ts'
import { sha256Of } from '../../../src/shared/envelope/parts.ts'
import { holderMac, letterMac, pairSecret, type LetterClaim } from '../../../src/shared/envelope/pair.ts'
import { hashToken, keyringToken, redeemMac, redeemToken } from '../../../src/shared/envelope/secrets.ts'
import { makeIdentity, openJson, sealJson } from '../../../src/shared/envelope/seal.ts'

export type PortalClient = ContractRouterClient<typeof portalContract>

/** A browser at the portal: keeps the endpoint's cookies and says where its pages come from. */
export function openBrowser(url: string, fetch: (request: Request) => Response | Promise<Response>): PortalClient {
  const cookies = new Map<string, string>()
  return createORPCClient(
    new RPCLink({
      url: `${url}/api/portal`,
      headers: () => ({ cookie: [...cookies].map((pair) => pair.join('=')).join('; '), origin: url }),
      fetch: async (request) => {
        const response = await fetch(request)
        for (const line of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
          cookies.set(name, value)
        }
        return response
      },
    }),
  )
}

export type Patient = Awaited<ReturnType<typeof createPatient>>

/**
 * Somebody with a browser and an e-mail address, who does what the portal's pages do. Argon2id is left out: what the
 * browser would send is made from the address directly.
 */
export async function createPatient(portal: PortalClient, clinic: { id: string; recipient: string }, email: string) {
  const clinicId = ClinicId.parse(clinic.id)
  const own = await makeIdentity()
  const wrap = await makeIdentity()
  const identities = [own.identity]
  let isRegistered = false

  const keyring = () => sealJson({ identity: own.identity, invitations: identities.slice(1) }, [wrap.recipient])
  const pair = pairSecret(own.identity, clinic.recipient, { clinic: clinic.recipient, login: own.recipient })
  const sealLetter = async (claim: Omit<LetterClaim, 'clinicId'>, letter: unknown) => {
    const sealed = await sealJson(letter, [clinic.recipient, own.recipient])
    return { sealed, mac: letterMac(pair, { clinicId, ...claim }, sealed) }
  }
  /** Signs for the invitation that stands behind the link; one that is dead is signed for nothing. */
  const signFor = async (secret: string) => {
    const look = await portal.invitation.look({ clinicId, token: redeemToken(secret) })
    const invitationId = look.state === 'open' ? look.invitationId : ''
    const claim = { clinicId, invitationId, email }
    return { mac: redeemMac(secret, { ...claim, recipient: own.recipient }), holderMac: holderMac(pair, claim) }
  }

  return {
    email,
    /** Every identity that opens what is sealed to this person. */
    identities: identities as readonly string[],
    opened: (secret: string) => portal.invitation.opened({ clinicId, token: redeemToken(secret) }),
    /** Registers with the first invitation and redeems later ones. */
    async redeem(secret: string): Promise<LinkId> {
      identities.push(secret)
      const common = { clinicId, token: redeemToken(secret), ...(await signFor(secret)) }
      const sealed = await keyring()
      const { linkId } = isRegistered
        ? await portal.invitation.redeem({
            ...common,
            keyring: sealed,
            keyringToken: keyringToken(wrap.identity),
            seenRevision: (await portal.session.current({ clinicId }))?.keyringRevision ?? 1,
          })
        : await portal.invitation.register({
            ...common,
            email,
            auth: authOf(email),
            parameters: PASSWORD_PARAMETERS,
            recipient: own.recipient,
            keyring: sealed,
            keyringTokenHash: hashToken(keyringToken(wrap.identity)),
          })
      isRegistered = true
      return linkId
    },
    /** With the same password as at registration: for a browser that never heard whether it succeeded. */
    async signIn(): Promise<void> {
      await portal.session.signIn({ clinicId, email, auths: [authOf(email)] })
      isRegistered = true
    },
    async links(): Promise<PortalLink[]> {
      if (!isRegistered) return []
      return (await portal.records.list({ clinicId })).links
    },
    /** What the portal's page would show of a link; null while nothing is published to it. */
    async see(link: PortalLink | undefined): Promise<RecordIndex | null> {
      return link?.index ? openJson(link.index.sealed, identities, RecordIndex) : null
    },
    /** What stands behind an item, as the page opens it: fetched, held against the index's SHA-256, opened. */
    async open(link: PortalLink | undefined, item: RecordIndex['items'][number]): Promise<PartContent | null> {
      if (!link || !('part' in item) || !item.part) return null
      const { id, identity, sha256 } = item.part
      const { sealed } = await portal.records.part({ clinicId, linkId: link.id, partId: id })
      if (sha256Of(sealed) !== sha256) throw new Error('This is another part than the index names')
      return openJson(sealed, [identity], PartContent)
    },
    async submit(linkId: LinkId, assignmentId: string, submissionId: string, response: unknown): Promise<void> {
      const body = { format: 1, submissionId, assignmentId, response }
      await portal.forms.submit({
        clinicId,
        linkId,
        assignmentId: AssignmentId.parse(assignmentId),
        submissionId: SubmissionId.parse(submissionId),
        ...(await sealLetter({ linkId, kind: 'form.submitted', id: submissionId }, body)),
      })
    },
    async askForFullAccess(linkId: LinkId, requestId: string, message: string): Promise<void> {
      await portal.requests.make({
        clinicId,
        linkId,
        requestId: EventId.parse(requestId),
        ...(await sealLetter(
          { linkId, kind: 'request.made', id: requestId },
          { format: 1, about: 'fullAccess', message },
        )),
      })
    },
  }
}

function authOf(email: string): string {
  return hashToken(`password of ${email}`)
}
