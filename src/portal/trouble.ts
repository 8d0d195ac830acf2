import { ORPCError } from '@orpc/client'
import type { DeadBecause } from '../shared/domain/invitations.ts'
import { ForeignAnswerError, OfflineError } from './api.ts'
import type { DeclaredCode, ErrorCode } from './errorCode.ts'
import { OlderStateError, TamperedError, type OlderKeyring } from './tampered.ts'
import { property } from './views/property.ts'
import { words } from './words/words.ts'

/** Why something did not work, with the facts that its words name. */
export type Trouble =
  | { readonly code: Exclude<ErrorCode, 'RATE_LIMITED' | 'UNEXPECTED' | 'OLD_STATE'> }
  | { readonly code: 'OLD_STATE'; readonly older: OlderKeyring }
  | { readonly code: 'RATE_LIMITED'; readonly retryAfterSeconds: number }
  /** `reference`: what finds the failure in the endpoint's log; null where it was not reached. */
  | { readonly code: 'UNEXPECTED'; readonly reference: string | null }

/** Whether this is an error that the contract declares, and which. */
export function isCode(error: unknown, code: DeclaredCode): boolean {
  return isAnswer(error) && error.code === code
}

function isAnswer(error: unknown): error is ORPCError<string, unknown> {
  return error instanceof ORPCError
}

/** Why an invitation is dead, where that is what a call was refused with. */
export function deadBecauseOf(error: unknown): DeadBecause | null {
  if (!isAnswer(error) || error.code !== 'INVITATION_DEAD') return null
  const because = property(error.data, 'because')
  return DEAD.find((each) => each === because) ?? 'unknown'
}

const DEAD: readonly DeadBecause[] = ['expired', 'used', 'revoked', 'replaced', 'unknown']

/** What an error of a call, or of what was done with its answer, means to a person. */
export function troubleOf(error: unknown): Trouble {
  if (isAnswer(error)) return troubleAnswered(error.code, error.data)
  if (error instanceof ForeignAnswerError) return { code: 'FOREIGN_ANSWER' }
  // A script that could not be fetched rejects with a TypeError, in every browser.
  if (error instanceof OfflineError || error instanceof TypeError) return { code: 'OFFLINE' }
  if (error instanceof TamperedError) return { code: error.code }
  if (error instanceof OlderStateError) return { code: 'OLD_STATE', older: error.older }
  if (error instanceof Error && error.name === 'EnvelopeError') return { code: 'UNOPENED' }
  return { code: 'UNEXPECTED', reference: null }
}

/** Schemas come with the keys' half of the script, after the first paint: what is read here is read by hand. */
function troubleAnswered(code: string, data: unknown): Trouble {
  const known = isErrorCode(code) ? code : 'UNEXPECTED'
  switch (known) {
    case 'RATE_LIMITED': {
      const seconds = property(data, 'retryAfterSeconds')
      return { code: known, retryAfterSeconds: typeof seconds === 'number' ? seconds : 60 }
    }
    case 'UNEXPECTED': {
      const reference = property(data, 'reference')
      return { code: known, reference: typeof reference === 'string' ? reference : null }
    }
    case 'OLD_STATE':
      // The page’s own word alone.
      return { code: 'UNEXPECTED', reference: null }
    default:
      return { code: known }
  }
}

/** The catalogue has every code, which the compiler checks, and no other. */
function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(words.errors, code)
}

export function troubleText(trouble: Trouble): string {
  switch (trouble.code) {
    case 'RATE_LIMITED':
      return words.errors.RATE_LIMITED(trouble.retryAfterSeconds)
    case 'UNEXPECTED':
      return words.errors.UNEXPECTED(trouble.reference)
    default:
      return words.errors[trouble.code]
  }
}

/** The same where something was typed: it is still there. */
export function troubleInForm(trouble: Trouble): string {
  return `${troubleText(trouble)} ${words.kept}`
}
