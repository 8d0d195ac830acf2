import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import { MailId, type ClinicId } from '../../../shared/domain/ids.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import { DAY, plusMilliseconds } from '../../../shared/domain/time.ts'
import { sealJson } from '../../../shared/envelope/seal.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import { composeMail } from '../../../shared/mail/compose.ts'
import type { LoginLetterFacts } from '../../../shared/mail/loginLetters.ts'
import { change, type EndpointContext } from '../../context.ts'
import { findProfile } from '../../db/clinics.ts'
import { deleteDevicesOf } from '../../db/devices.ts'
import { isTwice } from '../../db/isTwice.ts'
import { insertMail } from '../../db/mails.ts'
import { deletePasskeysOf } from '../../db/passkeys.ts'
import { deleteSessionsOf } from '../../db/sessions.ts'
import { findWantedEmail, putEmail, setWantedEmail } from '../../db/wantedEmails.ts'
import { hashDevice, makeToken } from '../../secrets.ts'
import { declaringQuota } from '../failures.ts'
import { appendLetters } from './appendLetters.ts'
import { callsOf, emailsWanted } from './portalLimits.ts'
import { requireSession, requireWithin, type PortalRequest } from './portalRequest.ts'
import { putKeyring } from './putKeyring.ts'
import { requirePassword } from './requirePassword.ts'

const OPEN_MILLISECONDS = DAY

/** Another address for a login (decision 0043). Whether one has a login is asked only once its mailbox has been read (R4.7). */
export function emailCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().account
  return {
    wantEmail: os.wantEmail.handler(async ({ input: { clinicId, auths, email }, context, errors }) => {
      await requireWithin(endpoint, callsOf('want-email', context.address), errors)
      const login = await requireSession(endpoint, context, clinicId, errors)
      await requirePassword(endpoint, context, { clinicId, login, auths }, errors)
      await requireWithin(endpoint, emailsWanted(clinicId, login.id, emailKey(email)), errors)
      const token = makeToken()
      const until = plusMilliseconds(endpoint.clock.now(), OPEN_MILLISECONDS)
      const url = `${endpoint.portalUrl()}/c/${clinicId}/email#${token}`
      const mail = await sealLoginMail(endpoint, clinicId, email, { kind: 'emailWanted', url, until })
      await change(endpoint, clinicId, async (tx, _append, now) => {
        await setWantedEmail(tx, clinicId, login.id, { email, tokenHash: hashToken(token), until })
        await insertMail(tx, mail, now)
      })
      endpoint.pokeMail()
      return {}
    }),

    wantedEmail: os.wantedEmail.handler(async ({ input: { clinicId, token }, context, errors }) => {
      await requireWithin(endpoint, callsOf('wanted-email', context.address), errors)
      const login = await requireSession(endpoint, context, clinicId, errors)
      const email = await findWantedEmail(endpoint.db, clinicId, login.id, hashToken(token), endpoint.clock.now())
      if (email === null) throw errors.NOT_FOUND()
      return { email }
    }),

    takeEmail: os.takeEmail.handler(async ({ input, context, errors }) => {
      const { clinicId, token, auths, newAuth, parameters, newTokenHash, letters } = input
      await requireWithin(endpoint, callsOf('take-email', context.address), errors)
      const login = await requireSession(endpoint, context, clinicId, errors)
      await requirePassword(endpoint, context, { clinicId, login, auths }, errors)
      const { sessionToken, deviceToken } = context
      const grown = { authHash: hashToken(newAuth), parameters, tokenHash: newTokenHash }
      const device = deviceToken === null ? null : hashDevice(deviceToken, clinicId, login.id)
      const told = { kind: 'emailChanged', at: endpoint.clock.now() } as const
      const mail = await sealLoginMail(endpoint, clinicId, login.email, told)
      const takeOnce = () =>
        change(endpoint, clinicId, async (tx, append, now) => {
          // Locks the login first: of two presses at once the second finds nothing wanted.
          const keyringRevision = await putKeyring(tx, clinicId, login.id, { ...input, grown }, errors)
          const email = await findWantedEmail(tx, clinicId, login.id, hashToken(token), now)
          if (email === null) throw errors.NOT_FOUND()
          const salt = endpoint.secrets.salt(clinicId, emailKey(email))
          if (!(await putEmail(tx, clinicId, login.id, { email, salt }))) throw errors.EMAIL_HAS_LOGIN()
          await deleteSessionsOf(tx, clinicId, login.id, hashToken(sessionToken ?? ''))
          await deleteDevicesOf(tx, clinicId, login.id, device)
          await deletePasskeysOf(tx, clinicId, login.id)
          await insertMail(tx, mail, now)
          await appendLetters(tx, append, { clinicId, loginId: login.id }, letters)
          return { keyringRevision }
        })
      const done = await declaringQuota(errors, takeOnce).catch((error: unknown) => {
        throw isTwice(error) ? errors.EMAIL_HAS_LOGIN() : error
      })
      endpoint.pokeMail()
      return done
    }),
  }
}

/** Sealed to the mail worker before the transaction of its cause (R9.4); no word of it comes from a page but the address. */
async function sealLoginMail(
  endpoint: EndpointContext,
  clinicId: ClinicId,
  to: string,
  facts: LoginLetterFacts,
): Promise<Parameters<typeof insertMail>[1]> {
  const profile = await findProfile(endpoint.db, clinicId)
  if (!profile) throw new Error('A clinic without a profile')
  const id = MailId.parse(endpoint.ids())
  const content = composeMail(profile, facts, { id, to, language: 'en', now: endpoint.clock.now() })
  return { clinicId, id, to, sealed: await sealJson(content, [endpoint.mailRecipient]) }
}
