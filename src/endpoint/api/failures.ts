import type { RefusalReason } from '../../shared/contract/outbox.ts'
import type { DeadBecause } from '../../shared/domain/invitations.ts'
import { NotAnAgeFileError } from '../db/ageFile.ts'
import { TimeTakenError } from '../db/claims.ts'
import { QuotaReachedError, type QuotaOf } from '../db/quotas.ts'

/*
 * Expected failures leave a transaction as exceptions, so that it is rolled back. Each is a class with a closed union of
 * reasons, and becomes the contract's declared answer here and nowhere else; whatever is not among them is a bug.
 */

/** An outbox item that is not taken. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly reason: RefusalReason
  constructor(reason: RefusalReason) {
    super(reason)
    this.reason = reason
  }
}

/** The invitation opens nothing (any more). */
export class DeadInvitationError extends Error {
  override readonly name = 'DeadInvitationError'
  readonly because: DeadBecause
  constructor(because: DeadBecause) {
    super(because)
    this.because = because
  }
}

/** What the desk is told of an item; null for a bug. */
export function refusalOf(error: unknown): RefusalReason | null {
  if (error instanceof RefusedError) return error.reason
  if (error instanceof TimeTakenError) return 'timeTaken'
  return error instanceof NotAnAgeFileError ? 'notAnAgeFile' : null
}

type DeclaresDead = { readonly INVITATION_DEAD: (options: { data: { because: DeadBecause } }) => Error }

/** @throws `INVITATION_DEAD` in place of a {@link DeadInvitationError}; anything else as it is */
export async function declaringDead<T>(errors: DeclaresDead, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DeadInvitationError) throw errors.INVITATION_DEAD({ data: { because: error.because } })
    throw error
  }
}

type DeclaresQuota = { readonly QUOTA_REACHED: (options: { data: { of: QuotaOf } }) => Error }

/** @throws `QUOTA_REACHED` in place of a {@link QuotaReachedError}; anything else as it is */
export async function declaringQuota<T>(errors: DeclaresQuota, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof QuotaReachedError) throw errors.QUOTA_REACHED({ data: { of: error.of } })
    throw error
  }
}
