import type { Invitation } from '../../../../shared/contract/desk/access.ts'
import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import { isSamePerson } from '../../../../shared/domain/likelyDuplicates.ts'
import { InboxFacts } from '../../../../shared/domain/inboxFacts.ts'
import type { PatientId } from '../../../../shared/domain/ids.ts'
import { diagnose } from '../../../../shared/domain/portalHelp/diagnose.ts'
import {
  HelpFacts,
  HelpInvitation,
  type HelpCase,
  type HelpSaid,
  type ScreenSaid,
} from '../../../../shared/domain/portalHelp/helpFacts.ts'
import { readTyped } from '../../../../shared/domain/portalHelp/reading.ts'
import type { Acting, Db } from '../../context.ts'
import { findLikelyDuplicates } from '../../db/likelyDuplicates.ts'
import { findMail } from '../../db/mails.ts'
import { findPatient } from '../../db/patients.ts'
import { countMailsOf, countVisitsByClinic, listLoginsElsewhere, listWaitingOf } from '../../db/portalHelp.ts'
import { auditStay } from '../audit.ts'
import { holdersOf, invitationsOf } from '../invitations/access.ts'
import { failure } from '../serviceError.ts'
import { invitationSaid } from './find.ts'

/** As many as one person may have booked as before anybody has matched them. */
const LIKELY_LOOKED_AT = 5

/**
 * R4.9: all that the desk knows of one patient's way into the portal, and what is likely to be the matter.
 * R8.6: whoever looks leaves a line in the log.
 * @param input.typed a code, a link or an address that was read out; a name says nothing more
 * @throws ServiceError NOT_FOUND
 */
export async function readHelp(
  acting: Acting,
  {
    patientId,
    typed,
    screen,
  }: { readonly patientId: PatientId; readonly typed: string; readonly screen: ScreenSaid | null },
): Promise<{ patient: PatientSummary; facts: HelpFacts; cases: HelpCase[] }> {
  return acting.db.transaction().execute(async (tx) => {
    const patient = await findPatient(tx, patientId)
    if (!patient) throw failure('NOT_FOUND')
    await auditStay(tx, acting, { action: 'access.read' }, patientId)
    const facts = await gather(tx, acting, patient)
    const reading = readTyped(typed)
    const named = await invitationSaid(tx, reading)
    const said: HelpSaid = {
      invitationId: named?.patientId === patientId ? named.id : null,
      email: reading.kind === 'email' ? reading.email : null,
      screen,
    }
    return { patient, facts, cases: diagnose(facts, said) }
  })
}

async function gather(db: Db, acting: Acting, patient: PatientSummary): Promise<HelpFacts> {
  const { holders, suspended } = await holdersOf(db, patient.id)
  const invitations = await invitationsOf(db, acting, patient.id)
  const sentTo = invitations.flatMap((each) => each.sentTo ?? [])
  const shown: HelpInvitation[] = []
  for (const each of invitations) shown.push(await toShown(db, each))
  return HelpFacts.parse({
    patientId: patient.id,
    email: patient.email,
    links: holders.map(({ linkId, email, level, since, by, sentElsewhere }) => ({
      ...{ linkId, email, level, since, by: by?.kind ?? 'booking', sentElsewhere },
    })),
    suspended,
    invitations: shown,
    otherLogins: await listLoginsElsewhere(
      db,
      patient.id,
      patient.email === null ? sentTo : [patient.email, ...sentTo],
    ),
    toMatch: await listToMatch(db, patient),
    visitsHidden: await countVisitsByClinic(db, patient.id, acting.clock.now()),
    hasAsked: (await listWaitingOf(db, 'request', [patient.id])).length > 0,
    mails: await countMailsOf(db, patient.id),
  })
}

async function toShown(db: Db, { mail, formsReturnedAt, ...invitation }: Invitation): Promise<HelpInvitation> {
  const letter = mail && (await findMail(db, mail.id))
  return HelpInvitation.parse({
    ...invitation,
    isReturned: formsReturnedAt !== null,
    mail: mail &&
      letter && {
        ...{ id: mail.id, state: mail.state, failure: mail.failure },
        ...{ to: letter.recipient_email, at: letter.sent_at ?? letter.created_at },
      },
  })
}

/** R6.5: bookings of somebody before a chart who may be this patient. */
async function listToMatch(db: Db, patient: PatientSummary): Promise<HelpFacts['toMatch']> {
  const likely = await findLikelyDuplicates(db, patient, LIKELY_LOOKED_AT)
  const people = likely.filter(
    ({ patient: { id, standing }, reasons }) =>
      id !== patient.id && standing === 'provisional' && isSamePerson(reasons),
  )
  const waiting = await listWaitingOf(
    db,
    'booking',
    people.map((each) => each.patient.id),
  )
  return waiting.flatMap(({ itemId, facts, at }) => {
    const booking = InboxFacts.parse(facts)
    return booking.kind === 'booking' ? [{ itemId, email: booking.email, at }] : []
  })
}
