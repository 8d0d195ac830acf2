import type { InferContractRouterErrorMap } from '@orpc/contract'
import type { TamperedCode } from './tampered.ts'
import type { portalContract } from '../shared/contract/portal.ts'

type CodesOf<ErrorMap> = ErrorMap extends ErrorMap ? Extract<keyof ErrorMap, string> : never

/** Every error that a call of the contract declares. */
export type DeclaredCode = CodesOf<InferContractRouterErrorMap<typeof portalContract>>

/** What else can come in an answer's place. */
type OtherCode =
  /** There is no connection, or none that lasts as long as an answer takes. */
  | 'OFFLINE'
  /** What answered was not the endpoint: a hotel's sign-in page, a proxy's error. */
  | 'FOREIGN_ANSWER'
  /** The endpoint did not take what it was sent. */
  | 'BAD_REQUEST'
  /** A mistake in the program, here or at the endpoint, which masks it and gives a reference to read out. */
  | 'UNEXPECTED'
  /** An envelope that does not open. */
  | 'UNOPENED'
  /** An older keyring than this browser has seen. */
  | 'OLD_STATE'

/**
 * Every failure that a person can meet. A catalogue has words for each of them, which the compiler checks: an error that
 * the contract declares anew does not compile before it has its words in every language.
 */
export type ErrorCode = DeclaredCode | OtherCode | TamperedCode
