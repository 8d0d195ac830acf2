import { isDefinedError, ORPCError } from '@orpc/client'
import { z } from 'zod'
import { ConnectionLostError } from '../state/connection.ts'
import type { DeskError, DeskErrorCode } from '../state/deskErrors.ts'
import { words } from '../words/words.ts'

const Referenced = z.object({ reference: z.string() })

/** The sentence for whatever a call threw; a masked bug brings its reference, if it has one. */
export function errorSentence(error: unknown): string {
  const { errors } = words.common
  if (error instanceof ConnectionLostError) return errors.connectionLost
  if (isDeclared(error)) return declaredSentence(error)
  if (!(error instanceof ORPCError)) return errors.unexpectedBare
  if (error.code === 'BAD_REQUEST') return errors.badInput
  const referenced = Referenced.safeParse(error.data)
  return referenced.success ? errors.unexpected(referenced.data.reference) : errors.unexpectedBare
}

/** What a call was refused for with this code, and its data; null for anything else. */
export function declaredAs<Code extends DeskErrorCode>(
  error: unknown,
  code: Code,
): Extract<DeskError, { code: Code }> | null {
  // That it is the one of this code is lost on a union.
  return isDeclared(error) && error.code === code ? (error as Extract<DeskError, { code: Code }>) : null
}

/** `defined` is set where the core answered with a code and data that the contract of the call declares. */
function isDeclared(error: unknown): error is DeskError {
  return error instanceof ORPCError && isDefinedError(error) && String(error.code) in words.common.errors.declared
}

function declaredSentence(error: DeskError): string {
  // The catalogue's type ties what each code is given to its data; that both are of one code is lost on a union.
  const said = words.common.errors.declared[error.code] as string | ((data: unknown) => string)
  return typeof said === 'function' ? said(error.data) : said
}
