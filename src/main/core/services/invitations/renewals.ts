import { InboxFacts } from '../../../../shared/domain/inboxFacts.ts'
import { LinkId, PatientId, type InboxItemId } from '../../../../shared/domain/ids.ts'
import type { Renewal } from '../../../../shared/contract/desk/inbox.ts'
import type { Acting, Db, Tx } from '../../context.ts'
import { findInboxItem, settleInboxItem } from '../../db/inboxItems.ts'
import { findLink, updateLink, type LinkWithEmail } from '../../db/links.ts'
import { listHeldByLogin, listSuspendedOf } from '../../db/renewals.ts'
import { enqueue } from '../../wire/enqueue.ts'
import { linkEnd } from '../../wire/out/linkEnd.ts'
import { loginRestore } from '../../wire/out/loginRestore.ts'
import { markRecordsDue } from '../../wire/out/recordsPut.ts'
import { settleWaiting } from '../../wire/waitingPlace.ts'
import { appendAudit } from '../audit.ts'
import { failure } from '../serviceError.ts'

type Renewed = Extract<InboxFacts, { kind: 'renewed' }>

/** How each renewed password among what stands in the Inbox stands now; null of anything else. */
export async function readRenewals(
  db: Db,
  facts: readonly InboxFacts[],
): Promise<(facts: InboxFacts) => Renewal | null> {
  const renewed = facts.filter((each) => each.kind === 'renewed')
  const links = await listSuspendedOf(
    db,
    renewed.flatMap(({ linkId, suspended }) => [linkId, ...suspended]),
  )
  return (of) => {
    if (of.kind !== 'renewed') return null
    if (links.some(({ id }) => id === of.linkId)) return { state: 'renewedSince', waiting: [] }
    const suspended = links.filter(({ id }) => of.suspended.some((each) => each === id))
    const waiting = suspended.filter(({ is_held }) => !is_held)
    return {
      state: suspended.length > 0 ? 'stands' : 'takenBack',
      waiting: waiting.map(({ patient_id, given_name, family_name, level }) => ({
        patientId: PatientId.parse(patient_id),
        patientName: `${given_name} ${family_name}`,
        level,
      })),
    }
  }
}

/**
 * "It was not them": the login whose password was renewed is itself again, with its own password and all that it held; the new
 * key holds nothing more, of whichever patient, and the item is settled (decision 0026). A second time changes nothing.
 * @throws ServiceError NOT_FOUND, RENEWED_SINCE where the new password has been renewed in its turn
 */
export async function restoreLogin(acting: Acting, { id }: { readonly id: InboxItemId }): Promise<void> {
  await acting.db.transaction().execute(async (tx) => {
    const item = await findInboxItem(tx, id)
    if (!item) throw failure('NOT_FOUND')
    const facts = InboxFacts.parse(JSON.parse(item.facts_json))
    if (facts.kind !== 'renewed') throw failure('NOT_FOUND')
    const link = await findLink(tx, facts.linkId)
    if (!link) throw failure('NOT_FOUND')
    if (link.ended_because === 'renewed') throw failure('RENEWED_SINCE')
    const suspended = await stillSuspended(tx, facts)
    const given = await listHeldByLogin(tx, link.login_id)
    if (suspended.length === 0) return
    for (const each of given) await endGiven(tx, acting, each)
    for (const each of suspended) {
      await updateLink(tx, LinkId.parse(each.id), { ended_at: null, ended_because: null })
      await tellOf(tx, acting, each)
    }
    await enqueue(tx, acting, loginRestore, { invitationId: facts.invitationId })
    if (item.done_at === null) await settleInboxItem(tx, id, acting.clock.now(), acting.actor.staff.id)
  })
  acting.changes.publish('inbox', 'links', 'patients', 'outbox', 'appointments')
  acting.wakeSync()
}

/** What staff have revoked since stays so. */
async function stillSuspended(tx: Tx, { suspended }: Renewed): Promise<LinkWithEmail[]> {
  const links = await Promise.all(suspended.map((id) => findLink(tx, id)))
  return links.filter((link) => link !== null).filter(({ ended_because }) => ended_because === 'renewed')
}

/** Nobody is told by e-mail: it would go to whoever it was. */
async function endGiven(tx: Tx, acting: Acting, link: LinkWithEmail): Promise<void> {
  const id = LinkId.parse(link.id)
  await updateLink(tx, id, { ended_at: acting.clock.now(), ended_because: 'staff' })
  await enqueue(tx, acting, linkEnd, { id })
  await settleWaiting(tx, acting, PatientId.parse(link.patient_id), { unknown: [], known: [] })
  await tellOf(tx, acting, link)
}

async function tellOf(tx: Tx, acting: Acting, { patient_id, email }: LinkWithEmail): Promise<void> {
  const patientId = PatientId.parse(patient_id)
  await markRecordsDue(tx, acting, patientId)
  await appendAudit(tx, acting, { action: 'login.restored', email }, patientId)
}
