import { ORPCError, safe, type ClientPromiseResult } from '@orpc/client'
import type { Instant } from '../../../shared/domain/time.ts'

/** Who (null: the program itself) changed it, when, and how it stands (R10.7). */
export type Meanwhile<Current> = { readonly by: string | null; readonly at: Instant; readonly current: Current }

export type Outcome<Output, Current> =
  | { readonly kind: 'kept'; readonly output: Output }
  | { readonly kind: 'meanwhile'; readonly meanwhile: Meanwhile<Current> }

type CurrentOf<Failure> = Failure extends ORPCError<'CHANGED_MEANWHILE', Meanwhile<infer Current>> ? Current : never

/**
 * A call that names what was seen, with "somebody changed it meanwhile" as an answer.
 * @param seen what of the thing as it stands the caller compares
 * @throws every other failure
 */
export async function orMeanwhile<Output, Failure, Seen>(
  call: ClientPromiseResult<Output, Failure>,
  seen: (current: CurrentOf<Failure>) => Seen,
): Promise<Outcome<Output, Seen>> {
  const result = await safe(call)
  if (result.isSuccess) return { kind: 'kept', output: result.data }
  const error: unknown = result.error
  if (!(error instanceof ORPCError) || !error.defined || error.code !== 'CHANGED_MEANWHILE') throw error
  // The contract of the call declares the data; that it belongs to this code is lost on a union.
  const { by, at, current } = error.data as Meanwhile<CurrentOf<Failure>>
  return { kind: 'meanwhile', meanwhile: { by, at, current: seen(current) } }
}
