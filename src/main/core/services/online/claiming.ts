import type { AppointmentId } from '../../../../shared/domain/ids.ts'
import type { ClaimState } from '../../../../shared/domain/booking/claimState.ts'
import type { Acting, CoreContext, Tx } from '../../context.ts'
import type { TakeBack } from '../../claims.ts'
import { findClaimable } from '../../db/claims.ts'
import { listSellable } from '../../db/onlineBooking.ts'
import { leaveClaim } from '../../wire/out/claimPut.ts'
import { putSaleBehind } from '../../wire/out/salePut.ts'
import { listOnSale } from '../../wire/sale.ts'

/** The row that asks for a visit's time, and whether somebody else may have it. */
export type LeftClaim = { readonly rowId: string; readonly state: ClaimState | null }

/**
 * R6.4: call in every transaction that books, moves, cancels or brings back a visit. Of whoever is on sale every visit to come is
 * claimed, inside their ranges and outside, and whatever was claimed once is claimed or given back for ever.
 * @returns null where the endpoint is told nothing
 */
export async function claimTime(
  tx: Tx,
  context: Pick<CoreContext, 'clock' | 'ids'>,
  id: AppointmentId,
): Promise<LeftClaim | null> {
  const visit = await findClaimable(tx, id)
  if (!visit) return null
  if (!visit.isClaimed) {
    if (!visit.stands || visit.endsAt <= context.clock.now()) return null
    const sold = [...(await listOnSale(tx)), ...(await listSellable(tx))]
    if (!sold.some((each) => each === visit.practitionerId)) return null
  }
  const left = await leaveClaim(tx, context, id)
  await putSaleBehind(tx, context)
  return left
}

/** Claims that a person is to wait for, or none. */
export class Awaiting {
  readonly #acting: Acting
  readonly #waiting: { readonly id: AppointmentId; readonly over: () => boolean }[] = []

  constructor(acting: Acting) {
    this.#acting = acting
  }

  /** In the transaction that claims. @param takeBack what a refusal undoes */
  begin(id: AppointmentId, claim: LeftClaim | null, takeBack: TakeBack): void {
    if (claim?.state === 'unconfirmed') this.#waiting.push({ id, over: this.#acting.claims.expect(id, takeBack).over })
  }

  /** After the commit. @returns whether somebody was faster, and what was done was taken back */
  async isRefused(): Promise<boolean> {
    return (await this.refused()).length > 0
  }

  /** Likewise of several: which of them. The last is handed over with whatever waits before it. */
  async refused(): Promise<AppointmentId[]> {
    const last = this.#waiting.at(-1)
    if (!last) return []
    await this.#acting.askForTime(last.id)
    return this.#acting.db
      .transaction()
      .execute(() => Promise.resolve(this.#waiting.filter(({ over }) => over()).map(({ id }) => id)))
  }
}
