import type { OneTimeCode, StaffAccount } from '../../../shared/contract/desk/staff.ts'
import type { StaffId } from '../../../shared/domain/ids.ts'
import type { Acting } from '../context.ts'
import { deleteSecondFactor } from '../db/credentials.ts'
import { setPassword } from '../db/staff.ts'
import { endSessions } from '../stations.ts'
import { appendAudit } from './audit.ts'
import { failure } from './serviceError.ts'
import { changing, requireAccount } from './staffAccounts.ts'
import { giveOneTimeCode, makeOneTimeCode } from './staffCodes.ts'

/**
 * R10.3: a new one-time code for somebody. The password that was opens nothing from now on, and wherever they are signed in
 * they are no longer.
 * @throws ServiceError NOT_FOUND, OWN_ACCOUNT, LAST_ADMIN
 */
export async function resetPassword(
  acting: Acting,
  { id }: { readonly id: StaffId },
): Promise<{ account: StaffAccount; oneTimeCode: OneTimeCode }> {
  if (id === acting.actor.staff.id) throw failure('OWN_ACCOUNT')
  const made = await makeOneTimeCode(acting)
  const account = await changing(acting, async (tx) => {
    const before = await requireAccount(tx, acting, id)
    if (!before.isActive) throw failure('NOT_FOUND')
    // Two admins may do this to each other in the same moment.
    if (before.isLastAdmin) throw failure('LAST_ADMIN')
    await setPassword(tx, id, null)
    await giveOneTimeCode(tx, id, made)
    await appendAudit(tx, acting, { action: 'staff.passwordReset', name: before.name })
    return requireAccount(tx, acting, id)
  })
  endSessions(acting, id)
  return { account, oneTimeCode: made.shown }
}

/**
 * R10.3: a second factor that was lost is asked for no longer, so that its owner sets up another. Where none is there
 * nothing changes.
 * @param input.reason stands in the audit log
 * @throws ServiceError NOT_FOUND, OWN_ACCOUNT
 */
export async function resetSecondFactor(
  acting: Acting,
  { id, reason }: { readonly id: StaffId; readonly reason: string },
): Promise<StaffAccount> {
  if (id === acting.actor.staff.id) throw failure('OWN_ACCOUNT')
  return changing(acting, async (tx) => {
    const { name } = await requireAccount(tx, acting, id)
    const isEnded = await deleteSecondFactor(tx, id)
    if (isEnded) await appendAudit(tx, acting, { action: 'secondFactor.reset', name, reason })
    return requireAccount(tx, acting, id)
  })
}
