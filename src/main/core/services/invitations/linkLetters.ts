import type { LinkId, PatientId } from '../../../../shared/domain/ids.ts'
import { emailKey } from '../../../../shared/domain/people.ts'
import type { Instant } from '../../../../shared/domain/time.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { listLiveLinks, type LinkWithEmail } from '../../db/links.ts'
import { findPatient } from '../../db/patients.ts'
import { greetedAs, leaveMail } from '../mail/leaveMail.ts'

/** R5.3: the other full holders are told that one more person sees what they see. One e-mail an address. */
export async function tellOtherHolders(
  tx: Tx,
  context: CoreContext,
  patientId: PatientId,
  newLinkId: LinkId,
  at: Instant,
): Promise<void> {
  const patient = await findPatient(tx, patientId)
  const links = await listLiveLinks(tx, patientId)
  const newcomer = links.find((link) => link.id === newLinkId)
  if (!patient || !newcomer) return
  const others = links.filter(
    (link) => link.id !== newLinkId && link.level === 'full' && link.proven_recipient !== null,
  )
  const addresses = new Map(others.map((link) => [emailKey(link.email), link.email]))
  addresses.delete(emailKey(newcomer.email))
  for (const to of addresses.values()) {
    await leaveMail(tx, context, { kind: 'linkAdded', givenName: patient.givenName, at }, { to, patientId })
  }
}

/** R9.1: whoever has lost a password, or has it taken away, is told at the address that the login has verified. */
export async function tellOfRenewal(
  tx: Tx,
  context: CoreContext,
  patientId: PatientId,
  { email, at }: { readonly email: string; readonly at: Instant },
): Promise<void> {
  await leaveMail(tx, context, { kind: 'passwordRenewed', at }, { to: email, patientId })
}

/** R3.5: the patient is told at the login's own address. */
export async function tellOfEnding(
  tx: Tx,
  context: CoreContext,
  patientId: PatientId,
  link: LinkWithEmail,
  change: 'ended' | 'lowered',
): Promise<void> {
  const patient = await findPatient(tx, patientId)
  if (!patient) return
  const at = context.clock.now()
  const facts = { kind: 'linkEnded', givenName: greetedAs(patient), change, at } as const
  await leaveMail(tx, context, facts, { to: link.email, patientId })
}
