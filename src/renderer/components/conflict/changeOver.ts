import { changesTo, compareThreeWays, type Changes, type ThreeWay } from '../../../shared/domain/threeWay.ts'
import type { Meanwhile, Outcome } from './orMeanwhile.ts'

type Fields = Readonly<Record<string, unknown>>
export type Versioned<Values extends Fields> = { readonly version: number; readonly values: Values }

/** Two people changed the same fields to different values: one of each is to be chosen. */
export type Conflict<Values extends Fields> = Meanwhile<Versioned<Values>> & {
  readonly saw: Values
  readonly wanted: Changes<Values>
  readonly compared: ThreeWay<keyof Values & string>
}

export type Sent<Values extends Fields> = { readonly seenVersion: number; readonly changes: Changes<Values> }

/**
 * Changes what a person saw (R10.7). Where somebody changed other fields meanwhile, or the same ones alike, it is sent
 * again over theirs, without asking.
 * @throws what `send` throws
 */
export async function changeOver<Values extends Fields, Output>(
  fields: readonly (keyof Values & string)[],
  saw: Versioned<Values>,
  typed: Changes<Values>,
  send: (change: Sent<Values>) => Promise<Outcome<Output, Versioned<Values>>>,
): Promise<{ kind: 'kept'; output: Output } | { kind: 'conflict'; conflict: Conflict<Values> }> {
  const wanted = changesTo(fields, saw.values, typed)
  let over = saw
  for (;;) {
    const outcome = await send({ seenVersion: over.version, changes: changesTo(fields, over.values, wanted) })
    if (outcome.kind === 'kept') return outcome
    const { meanwhile } = outcome
    const compared = compareThreeWays(fields, saw.values, meanwhile.current.values, wanted)
    if (compared.differing.length > 0) {
      return { kind: 'conflict', conflict: { ...meanwhile, saw: saw.values, wanted, compared } }
    }
    over = meanwhile.current
  }
}
