import type { PortalLink } from '../../../src/shared/contract/portal.ts'
import { ClinicId, EventId, SubmissionId, type AssignmentId, type LinkId } from '../../../src/shared/domain/ids.ts'
import { buildResponse } from '../../../src/shared/domain/questionnaires/engine.ts'
import type { SealedRequest, SealedSubmission } from '../../../src/shared/domain/sealedLetters.ts'
import { toFragment } from '../../../src/shared/envelope/secrets.ts'
import { signIn, type SignInResult } from '../../../src/portal/accounts.ts'
import { rememberSeen } from '../../../src/portal/changeKeyring.ts'
import { introduce } from '../../../src/portal/introduced.ts'
import { sealLetter, type OpenedIndex, type ShownIndex } from '../../../src/portal/keys.ts'
import { lookAgain } from '../../../src/portal/look.ts'
import { openLinkIndex } from '../../../src/portal/openLink.ts'
import { makePartOpener } from '../../../src/portal/partOpener.ts'
import type { OpenSession } from '../../../src/portal/portal.ts'
import { redeem, register, renew } from '../../../src/portal/redeeming.ts'
import { goOnWithOlder, isSpent, newestIndex, noteIndex, noteSpent } from '../../../src/portal/tab.ts'
import type { OlderKeyring } from '../../../src/portal/tampered.ts'
import { createPortalClient } from '../../../src/portal/api.ts'
import { FORM, PORTAL_URL, type EndpointHandler, type WholeClinic } from '../../faults/support/wholeClinic.ts'

/** An age recipient, wherever it stands. */
const RECIPIENT = /age1[0-9a-z]+/g

export const PASSWORD = 'correct horse battery'

/** What a link came to, for whoever followed it. */
export type Followed = 'redeemed' | 'forged' | `dead: ${string}` | `trouble: ${string}` | 'mayHaveLogin' | 'signedOut'

/**
 * Somebody at the portal's pages, with what those pages run: the same functions, called in the order in which the pages
 * call them.
 */
export async function personAt(whole: WholeClinic, email: string, network: EndpointHandler = whole.handler) {
  const row = await whole.clinic.context.db.selectFrom('clinic').select('id').executeTakeFirstOrThrow()
  const clinicId = ClinicId.parse(row.id)
  const offered = new Set<string>()
  const client = openPage(async (request) => {
    for (const key of (await request.clone().text()).match(RECIPIENT) ?? []) offered.add(key)
    return network(request)
  })
  const at = { client, clinicId }
  const opener = makePartOpener(at)
  let older: OlderKeyring | null = null
  let session: OpenSession | null = null
  const signedIn = (): OpenSession => {
    if (!session) throw new Error(`${email} is not signed in`)
    return session
  }

  async function introduced(secret: string) {
    const looked = await lookAgain(at, toFragment(secret)).looked
    if (looked.kind === 'dead') return `dead: ${looked.because}` as const
    if (looked.kind !== 'open') return `trouble: ${looked.kind}` as const
    return introduce(looked.link, clinicId, await client.clinic.profile({ clinicId })) ?? 'forged'
  }

  return {
    email,
    client,
    clinicId,
    get session() {
      return signedIn()
    },
    /** Every key that these pages gave away as their own, whatever they were answered. */
    offered,
    /** Behind a link of an e-mail: a new login, or one more patient in the login that is signed in. */
    async follow(secret: string): Promise<Followed> {
      const invitation = await introduced(secret)
      if (typeof invitation === 'string') return invitation
      const result = session ? await redeem(at, session, invitation) : await register(at, invitation, email, PASSWORD)
      switch (result.kind) {
        case 'redeemed':
          if (result.session.kind === 'open') session = result.session
          return 'redeemed'
        case 'dead':
          return `dead: ${result.because}`
        case 'trouble':
          return `trouble: ${result.trouble.code}`
        default:
          return result.kind
      }
    },
    /** "I have forgotten my password", behind the same link. */
    async renew(secret: string, password: string): Promise<Followed> {
      const invitation = await introduced(secret)
      if (typeof invitation === 'string') return invitation
      const result = await renew(at, invitation, email, password)
      if (result.kind === 'redeemed' && result.session.kind === 'open') session = result.session
      if (result.kind === 'dead') return `dead: ${result.because}`
      return result.kind === 'trouble' ? `trouble: ${result.trouble.code}` : result.kind
    },
    async signIn(): Promise<SignInResult['kind'] | `trouble: ${string}`> {
      const result = await signIn(at, email, PASSWORD)
      older = result.kind === 'trouble' && result.trouble.code === 'OLD_STATE' ? result.trouble.older : null
      if (result.kind === 'trouble') return `trouble: ${result.trouble.code}`
      if (result.kind === 'open') session = result
      return result.kind
    },
    /** "Go on with the older state", which is there after a sign-in that says so. */
    goOn(): void {
      if (!older) throw new Error('There is no such button')
      goOnWithOlder(older)
    },
    async links(): Promise<PortalLink[]> {
      return (await client.records.list({ clinicId })).links
    },
    /** What the page shows of each link. */
    async look(): Promise<
      { readonly link: PortalLink; readonly shown: OpenedIndex | { readonly state: 'waiting' } }[]
    > {
      const links = await this.links()
      const { recipient } = signedIn().login
      const found = []
      const seen: ShownIndex[] = []
      for (const link of links) {
        let shown: OpenedIndex | { readonly state: 'waiting' } = { state: 'waiting' }
        if (link.index) {
          const here = {
            newestOf: (patientId: string) => newestIndex(recipient, patientId),
            isSpent: (id: string) => isSpent(recipient, id),
          }
          const opened = await openLinkIndex(at, signedIn(), { link, stored: link.index }, here)
          shown = opened.found
          session = opened.session
        }
        if (shown.state === 'open') {
          const { patientId, isPaired } = shown
          noteIndex(recipient, patientId, shown.at)
          const own = signedIn().keyring.invitations.filter((each) => each.patientId === patientId)
          if (isPaired)
            noteSpent(
              recipient,
              own.map(({ id }) => id),
            )
          seen.push(shown)
        }
        found.push({ link, shown })
      }
      session = await rememberSeen(at, signedIn(), seen).catch(() => session)
      return found
    },
    openPlan: async (linkId: LinkId, ref: Parameters<typeof opener>[1]) => (await opener(linkId, ref, 'plan')).text,
    async submit(linkId: LinkId, assignmentId: AssignmentId, answer: string): Promise<SubmissionId> {
      const submissionId = SubmissionId.parse(whole.clinic.ids())
      const response = buildResponse(FORM, { reason: [{ valueString: answer }] }, new Date().toISOString())
      const submission: SealedSubmission = { format: 1, submissionId, assignmentId, response }
      const claim = { clinicId, linkId, kind: 'form.submitted', id: submissionId } as const
      const letter = await sealLetter(signedIn().keyring, claim, submission)
      await client.forms.submit({ clinicId, linkId, assignmentId, submissionId, ...letter })
      return submissionId
    },
    async ask(linkId: LinkId, message: string): Promise<void> {
      const requestId = EventId.parse(whole.clinic.ids())
      const request: SealedRequest = { format: 1, about: 'fullAccess', message }
      const claim = { clinicId, linkId, kind: 'request.made', id: requestId } as const
      const letter = await sealLetter(signedIn().keyring, claim, request)
      await client.requests.make({ clinicId, linkId, requestId, ...letter })
    },
  }
}

/** The client that the pages have, in a browser that keeps the endpoint's cookies. */
function openPage(network: EndpointHandler) {
  const cookies = new Map<string, string>()
  return createPortalClient(PORTAL_URL, async (input, init) => {
    const request = new Request(input, init)
    request.headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '))
    request.headers.set('origin', PORTAL_URL)
    const response = await network(request)
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return response
  })
}

export type PersonAt = Awaited<ReturnType<typeof personAt>>
