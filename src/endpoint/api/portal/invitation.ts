import { implement } from '@orpc/server'
import { portalContract, type InvitationLook } from '../../../shared/contract/portal.ts'
import type { ClinicId } from '../../../shared/domain/ids.ts'
import { canTakeExtraDay, deadBecause, expiryWithExtraDay } from '../../../shared/domain/invitations.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import { DAY, laterOf, plusMilliseconds } from '../../../shared/domain/time.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import { change, type EndpointContext } from '../../context.ts'
import { findInvitation, noteDayTaken, noteFetched, noteOpened, type FoundInvitation } from '../../db/invitations.ts'
import { heldLinks } from '../../db/links.ts'
import { insertLogin } from '../../db/logins.ts'
import { declaringDead } from '../failures.ts'
import { isWithinLimit, takeBack } from '../limits.ts'
import { tellOfGuesses } from './codesGuessed.ts'
import { guessesAt, tryPassword } from './passwordTry.ts'
import { callsOf, codeGuesses, emailsTried } from './portalLimits.ts'
import {
  currentLogin,
  requireRoom,
  requireSession,
  requireWithin,
  startSession,
  type PortalRequest,
} from './portalRequest.ts'
import { newLogin } from './newLogin.ts'
import { putKeyring } from './putKeyring.ts'
import { openInvitation, redeem } from './redeem.ts'

type Limited = Parameters<typeof requireWithin>[2]

/** Invitations (section 4): looking changes nothing, a person's act spends them. */
export function invitationCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().invitation

  /** R4.5: whatever does not hold a link's secret is a guess at a code, by whichever call; a right one is not counted. */
  async function findGuarded(
    clinicId: ClinicId,
    token: string,
    by: 'code' | 'either',
    { address }: PortalRequest,
    errors: Limited,
  ): Promise<FoundInvitation | null> {
    const found = await findInvitation(endpoint.db, clinicId, hashToken(token), by)
    if (found?.by === 'link') return found
    const guesses = codeGuesses(clinicId, address)
    await requireWithin(endpoint, guesses, errors)
    if (found) await takeBack(endpoint, guesses)
    else await tellOfGuesses(endpoint, clinicId)
    return found
  }

  async function look(
    clinicId: ClinicId,
    found: FoundInvitation | null,
    context: PortalRequest,
  ): Promise<InvitationLook> {
    if (!found) return { state: 'dead', because: 'unknown', endedAt: null, canTakeDay: false }
    const { id: invitationId, kind, expiresAt, greeting, introduction } = found
    const now = endpoint.clock.now()
    const because = deadBecause(found, now)
    if (because || greeting === null || introduction === null) {
      return {
        state: 'dead',
        because: because ?? 'unknown',
        endedAt: because === 'expired' ? expiresAt : found.endedAt,
        canTakeDay: canTakeExtraDay(found, now),
      }
    }
    await change(endpoint, clinicId, async (tx, append, now) => {
      const isFirst = await noteFetched(tx, clinicId, invitationId, now)
      if (isFirst) await append({ kind: 'invitation.fetched', invitationId })
    })
    const login = await currentLogin(endpoint, context, clinicId)
    const isHeld =
      login !== null &&
      (await heldLinks(endpoint.db, clinicId, login.id)).some(({ patientId }) => patientId === found.patientId)
    return { state: 'open', invitationId, kind, expiresAt, greeting, introduction, isHeld }
  }

  return {
    look: os.look.handler(async ({ input: { clinicId, token }, context, errors }) => {
      await requireWithin(endpoint, callsOf('look', context.address), errors)
      return look(clinicId, await findInvitation(endpoint.db, clinicId, hashToken(token), 'link'), context)
    }),

    lookByCode: os.lookByCode.handler(async ({ input: { clinicId, token }, context, errors }) => {
      return look(clinicId, await findGuarded(clinicId, token, 'code', context, errors), context)
    }),

    opened: os.opened.handler(async ({ input: { clinicId, token }, context, errors }) => {
      const found = await findGuarded(clinicId, token, 'either', context, errors)
      const now = endpoint.clock.now()
      if (!found || deadBecause(found, now)) return {}
      // R4.2: an access invitation's clock is not moved by opening, and what staff have extended is not shortened.
      const { daysFromOpening: days } = found
      const expiresAt = days === null ? found.expiresAt : laterOf(found.expiresAt, plusMilliseconds(now, days * DAY))
      await change(endpoint, clinicId, async (tx, append) => {
        const isFirst = await noteOpened(tx, clinicId, found.id, now, expiresAt)
        if (isFirst) await append({ kind: 'invitation.opened', invitationId: found.id, expiresAt })
      })
      return {}
    }),

    takeDay: os.takeDay.handler(async ({ input: { clinicId, token, mac }, context, errors }) => {
      const found = await findGuarded(clinicId, token, 'either', context, errors)
      const now = endpoint.clock.now()
      if (!found || !canTakeExtraDay(found, now)) return {}
      const { id: invitationId, by } = found
      await change(endpoint, clinicId, async (tx, append) => {
        const until = expiryWithExtraDay(found.expiresAt, now)
        const isFirst = await noteDayTaken(tx, clinicId, invitationId, now, until)
        if (isFirst) await append({ kind: 'invitation.dayTaken', invitationId, by, mac })
      })
      return {}
    }),

    redeem: os.redeem.handler(async ({ input, context, errors }) => {
      const { clinicId, token, mac, holderMac } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      await requireWithin(endpoint, callsOf('redeem', context.address), errors)
      await findGuarded(clinicId, token, 'either', context, errors)
      return declaringDead(errors, () =>
        change(endpoint, clinicId, async (tx, append, now) => {
          // First, because it locks the login: its links are then what they are until the commit.
          await putKeyring(tx, clinicId, login.id, input, errors)
          return redeem(tx, append, {
            act: 'redeem',
            clinicId,
            tokenHash: hashToken(token),
            mac,
            holderMac,
            login,
            now,
            ids: endpoint.ids,
          })
        }),
      )
    }),

    register: os.register.handler(async ({ input, context, errors }) => {
      const { clinicId, token, mac, holderMac, email, auth } = input
      await requireWithin(endpoint, callsOf('register', context.address), errors)
      await findGuarded(clinicId, token, 'either', context, errors)
      const tokenHash = hashToken(token)
      const tried = emailsTried(clinicId, tokenHash)
      const key = emailKey(email)
      const guesses = await guessesAt(endpoint, context, clinicId, key)
      await requireRoom(endpoint, [tried, ...guesses.all], errors)
      const login = newLogin(endpoint, input)
      const done = await declaringDead(errors, () =>
        change(endpoint, clinicId, async (tx, append, now) => {
          await openInvitation(tx, { clinicId, tokenHash, now })
          if (!(await insertLogin(tx, clinicId, key, login, now))) return null
          const outcome = await redeem(tx, append, {
            act: 'redeem',
            clinicId,
            tokenHash,
            mac,
            holderMac,
            login,
            now,
            ids: endpoint.ids,
          })
          return { outcome, handOut: await startSession(tx, context, clinicId, login.id, now) }
        }),
      )
      if (!done) {
        // R4.7: nothing is said of the e-mail but by the answer to a password, counted as when signing in.
        await isWithinLimit(endpoint, tried.key, tried.limit)
        const loginId = await tryPassword(endpoint, guesses, { clinicId, emailKey: key, authFor: () => auth }, errors)
        if (!loginId) throw errors.WRONG_EMAIL_OR_PASSWORD()
        await takeBack(endpoint, [tried])
        const handOut = await startSession(endpoint.db, context, clinicId, loginId, endpoint.clock.now())
        handOut()
        throw errors.EMAIL_HAS_LOGIN()
      }
      done.handOut()
      return done.outcome
    }),
  }
}
