import { SECOND_FACTOR_DIGITS } from '../../../shared/domain/staff.ts'
import type { Acting, Tx } from '../context.ts'
import { countSpareCodes, findSecondFactor, raiseStep, spendSpareCode } from '../db/credentials.ts'
import { appendAudit } from './audit.ts'
import { stepOf } from './authenticator.ts'
import { asSpareCode } from './oneTimeCodes.ts'
import { hashSpareCode } from './passwords.ts'

/**
 * R10.3: takes up a code of the authenticator, or a spare one, in the transaction of what it is for: one that was taken
 * before, or of an earlier step, is not taken again, however many try at once.
 * @returns whether it was right; also where no second factor is asked of this person any more
 */
export async function takeFactor(
  tx: Tx,
  { clock, actor }: Pick<Acting, 'clock' | 'actor'>,
  typed: string,
): Promise<boolean> {
  const { id } = actor.staff
  const factor = await findSecondFactor(tx, id)
  if (!factor) return true
  const code = typed.replaceAll(/\s/gu, '')
  if (code.length === SECOND_FACTOR_DIGITS && /^\d+$/u.test(code)) {
    const step = stepOf(factor.secret, code, clock.now())
    return step !== null && raiseStep(tx, id, step)
  }
  const spare = asSpareCode(typed)
  if (spare === null) return false
  const isTaken = await spendSpareCode(tx, id, hashSpareCode(spare, factor.spare_salt), clock.now())
  if (isTaken) {
    const left = await countSpareCodes(tx, id)
    await appendAudit(tx, { clock, actor }, { action: 'secondFactor.spareCodeUsed', left })
  }
  return isTaken
}
