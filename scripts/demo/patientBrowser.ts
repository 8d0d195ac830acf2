import { randomUUID } from 'node:crypto'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { portalContract } from '../../src/shared/contract/portal.ts'
import {
  AssignmentId,
  ClinicId,
  EventId,
  SubmissionId,
  type LinkId,
  type PatientId,
} from '../../src/shared/domain/ids.ts'
import type { Answers } from '../../src/shared/domain/questionnaires/answers.ts'
import { buildResponse } from '../../src/shared/domain/questionnaires/engine.ts'
import { intake } from '../../src/shared/domain/questionnaires/library/intake.ts'
import { Greeting, type SealedRequest, type SealedSubmission } from '../../src/shared/domain/sealedLetters.ts'
import type { Instant } from '../../src/shared/domain/time.ts'
import { deriveLoginKeys, PASSWORD_PARAMETERS } from '../../src/shared/envelope/passwords.ts'
import type { Keyring } from '../../src/shared/envelope/keyring.ts'
import { openJson } from '../../src/shared/envelope/seal.ts'
import { hashToken, keyringToken, redeemToken } from '../../src/shared/envelope/secrets.ts'
import { introduce } from '../../src/portal/introduced.ts'
import {
  newKeyring,
  openKeyring,
  sealDraft,
  sealKeyring,
  sealLetter,
  signRedemption,
  withInvitation,
} from '../../src/portal/keys.ts'

type PortalClient = ContractRouterClient<typeof portalContract>

/** What the Patient Portal's page does for a person, without the page: the same keys, seals and calls. */
export type PatientBrowser = {
  /** A person's first act on the page of an invitation (R4.1). @param secret of the link in the e-mail */
  readonly touch: (secret: string) => Promise<void>
  /** Redeems an invitation: with a new login the first time, with that login from then on (R4.7). */
  readonly redeem: (secret: string) => Promise<void>
  /** Answers a Smart Form and sends it. */
  readonly sendForm: (patientId: PatientId, assignmentId: string, answers: Answers, at: Instant) => Promise<void>
  /** Answers some of it, to go on later. @param at the question that was last looked at */
  readonly keepDraft: (patientId: PatientId, assignmentId: string, answers: Answers, at: string) => Promise<void>
  /** "Ask the clinic for full access" (R3.6). */
  readonly askForFullAccess: (patientId: PatientId) => Promise<void>
}

type Keys = Awaited<ReturnType<typeof deriveLoginKeys>>
type Session = { readonly keyring: Keyring; readonly wrap: string; readonly revision: number }

/** @param url of the endpoint @param password of the login that the first redeeming makes */
export function openPatientBrowser(url: string, clinic: string, email: string, password: string): PatientBrowser {
  const client = portalClient(url)
  const clinicId = ClinicId.parse(clinic)
  let keys: Keys | null = null

  async function invitationOf(secret: string) {
    const profile = await client.clinic.profile({ clinicId })
    const look = await client.invitation.look({ clinicId, token: redeemToken(secret) })
    if (look.state !== 'open') throw new Error('This invitation opens nothing')
    const introduced = introduce({ identity: secret, look }, clinicId, profile)
    if (!introduced) throw new Error('The clinic did not make this invitation')
    const { patientId } = await openJson(introduced.greeting, [secret], Greeting)
    return { clinic: profile.recipient, invitation: { id: introduced.id, identity: secret, patientId } }
  }

  async function register(secret: string): Promise<void> {
    const { clinic, invitation } = await invitationOf(secret)
    const { salt } = await client.session.salt({ clinicId, email })
    keys = await deriveLoginKeys(password, salt, PASSWORD_PARAMETERS)
    const { auth, wrap } = keys
    const { keyring, recipient } = await newKeyring({ email, clinic, invitation })
    await client.invitation.register({
      ...{ clinicId, email, auth, recipient, parameters: PASSWORD_PARAMETERS },
      token: redeemToken(secret),
      ...(await signRedemption(keyring, clinicId, invitation)),
      keyring: await sealKeyring(keyring, wrap),
      keyringTokenHash: hashToken(keyringToken(wrap)),
    })
  }

  /** Anew for each thing that is done: weeks lie between them. */
  async function signIn(): Promise<Session> {
    if (!keys) throw new Error('This person has no login yet')
    const login = await client.session.signIn({ clinicId, email, auths: [keys.auth] })
    return { keyring: await openKeyring(login, keys.wrap, 0), wrap: keys.wrap, revision: login.keyringRevision }
  }

  async function add(secret: string): Promise<void> {
    const { keyring, wrap, revision } = await signIn()
    const { invitation } = await invitationOf(secret)
    const changed = { ...withInvitation(keyring, invitation), counter: keyring.counter + 1 }
    await client.invitation.redeem({
      ...{ clinicId, token: redeemToken(secret), keyringToken: keyringToken(wrap), seenRevision: revision },
      ...(await signRedemption(keyring, clinicId, invitation)),
      keyring: await sealKeyring(changed, wrap),
    })
  }

  async function holding(patientId: PatientId): Promise<{ keyring: Keyring; linkId: LinkId }> {
    const { keyring } = await signIn()
    const { links } = await client.records.list({ clinicId })
    const link = links.find((each) => each.patientId === patientId)
    if (!link) throw new Error('This login does not hold that patient')
    return { keyring, linkId: link.id }
  }

  async function touch(secret: string): Promise<void> {
    await client.invitation.look({ clinicId, token: redeemToken(secret) })
    await client.invitation.opened({ clinicId, token: redeemToken(secret) })
  }

  return {
    touch,
    async redeem(secret) {
      await touch(secret)
      await (keys === null ? register(secret) : add(secret))
    },
    async sendForm(patientId, assignment, answers, at) {
      const { keyring, linkId } = await holding(patientId)
      const assignmentId = AssignmentId.parse(assignment)
      const submissionId = SubmissionId.parse(randomUUID())
      const response = buildResponse(intake, answers, at)
      const submission: SealedSubmission = { format: 1, submissionId, assignmentId, response }
      const claim = { clinicId, linkId, kind: 'form.submitted', id: submissionId } as const
      const letter = await sealLetter(keyring, claim, submission)
      await client.forms.submit({ clinicId, linkId, assignmentId, submissionId, ...letter })
    },
    async keepDraft(patientId, assignment, answers, at) {
      const { keyring, linkId } = await holding(patientId)
      const assignmentId = AssignmentId.parse(assignment)
      const draft = { format: 1, submissionId: randomUUID(), at, answers: mutable(answers) } as const
      const sealed = await sealDraft(keyring.identity, { linkId, assignmentId }, draft, 1)
      await client.forms.saveDraft({ clinicId, linkId, assignmentId, sealed })
    },
    async askForFullAccess(patientId) {
      const { keyring, linkId } = await holding(patientId)
      const requestId = EventId.parse(randomUUID())
      const request: SealedRequest = { format: 1, about: 'fullAccess', patientId, message: '' }
      const claim = { clinicId, linkId, kind: 'request.made', id: requestId } as const
      await client.requests.make({ clinicId, linkId, requestId, ...(await sealLetter(keyring, claim, request)) })
    },
  }
}

function mutable(answers: Answers) {
  return Object.fromEntries(Object.entries(answers).map(([linkId, given]) => [linkId, [...given]]))
}

/** The endpoint as a browser of its own calls it: with its cookies, and saying where its pages come from. */
function portalClient(url: string): PortalClient {
  const cookies = new Map<string, string>()
  return createORPCClient(
    new RPCLink({
      url: `${url}/api/portal`,
      headers: () => ({ origin: url, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
      fetch: async (request, init) => {
        const answer = await fetch(request, init)
        for (const line of answer.headers.getSetCookie()) {
          const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/)
          cookies.set(name, value)
        }
        return answer
      },
    }),
  )
}
