import type { Instant } from '../time.ts'

type Returned = {
  readonly id: string
  /** Which form it is, in any of its versions. */
  readonly form: string
  readonly state: 'received' | 'filed' | 'setAside' | 'unproven'
  readonly submittedAt: Instant
  readonly receivedAt: Instant
}

/** A submission, and the one before it of the same form; null where this is the first that counts. */
export type FormSince<Submission> = { readonly newer: Submission; readonly earlier: Submission | null }

/**
 * R10.1: what came back after a visit, the newest first. What breaks a rule or is not proven is among it, and is compared with
 * nothing: it never counts.
 * @param since when that visit began; null where there was none: everything
 */
export function formsSince<Submission extends Returned>(
  submissions: readonly Submission[],
  since: Instant | null,
): FormSince<Submission>[] {
  const newestFirst = [...submissions].sort((one, other) => (one.submittedAt > other.submittedAt ? -1 : 1))
  return newestFirst
    .filter(({ receivedAt }) => since === null || receivedAt > since)
    .map((newer) => ({
      newer,
      earlier: counts(newer)
        ? (newestFirst.find(
            (each) => counts(each) && each.form === newer.form && each.submittedAt < newer.submittedAt,
          ) ?? null)
        : null,
    }))
}

/** R7.5: what breaks a rule of its form, or is not proven, does not. */
export function counts({ state }: Pick<Returned, 'state'>): boolean {
  return state === 'received' || state === 'filed'
}
