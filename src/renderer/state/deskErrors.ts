import type { ErrorMap, InferContractRouterErrorMap, ORPCErrorFromErrorMap } from '@orpc/contract'
import type { deskContract } from '../../shared/contract/desk.ts'

/** Map by map, so that no code is lost where calls declare different ones. */
type ErrorsOf<Maps> = Maps extends ErrorMap ? ORPCErrorFromErrorMap<Maps> : never

/** Every failure that some call of the desk's contract declares, with its data. */
export type DeskError = ErrorsOf<InferContractRouterErrorMap<typeof deskContract>>
export type DeskErrorCode = DeskError['code']

/** For each a sentence, or what makes one of the error's data; a code without words does not compile. */
export type DeskErrorWords = {
  readonly [Code in DeskErrorCode]: string | ((data: Extract<DeskError, { code: Code }>['data']) => string)
}
