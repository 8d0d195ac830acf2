import type { Clock } from '../../../shared/domain/time.ts'
import { failure } from './serviceError.ts'

const FREE_ATTEMPTS = 5
const FIRST_WAIT_SECONDS = 15
const LONGEST_WAIT_SECONDS = 15 * 60

/**
 * Slows guessing at one e-mail, at its password, its one-time code and its second factor together: five attempts at once,
 * then a wait that doubles. In memory: a restart costs a guesser more.
 */
export type SignInLimit = {
  /** Zero when an attempt is welcome now. */
  readonly secondsToWait: (emailKey: string) => number
  readonly countAttempt: (emailKey: string) => void
  readonly forget: (emailKey: string) => void
}

export function createSignInLimit(clock: Clock): SignInLimit {
  const attempts = new Map<string, { count: number; until: number }>()
  return {
    secondsToWait: (key) => {
      const until = attempts.get(key)?.until ?? 0
      return Math.max(0, Math.ceil((until - Date.parse(clock.now())) / 1000))
    },
    countAttempt: (key) => {
      const count = (attempts.get(key)?.count ?? 0) + 1
      const over = count - FREE_ATTEMPTS
      const waitSeconds = over < 0 ? 0 : Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** over)
      attempts.set(key, { count, until: Date.parse(clock.now()) + waitSeconds * 1000 })
    },
    forget: (key) => {
      attempts.delete(key)
    },
  }
}

/**
 * Counted before anything is checked, so that guesses sent all at once are limited too.
 * @throws ServiceError RATE_LIMITED
 */
export function countGuess(limit: SignInLimit, emailKey: string): void {
  const retryAfterSeconds = limit.secondsToWait(emailKey)
  if (retryAfterSeconds > 0) throw failure('RATE_LIMITED', { retryAfterSeconds })
  limit.countAttempt(emailKey)
}
