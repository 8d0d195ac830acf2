import { implement, ORPCError } from '@orpc/server'
import { deskContract } from '../../../shared/contract/desk.ts'
import type { CoreContext } from '../context.ts'
import { storeTroubleOf, type StoreTrouble } from '../db/storeError.ts'
import { ServiceError } from '../services/serviceError.ts'
import { requireAdmin, requireStaff } from '../services/session.ts'

/** What every procedure of the desk is built on: the edge where failures become declared errors, and the guard. */
export type Base = ReturnType<typeof makeBase>

/**
 * Wraps every procedure of the contract. Whoever declares SIGNED_OUT needs a person at the desk, whoever declares
 * FORBIDDEN an admin: the contract says it and nothing here can forget it.
 */
export function makeBase(context: CoreContext) {
  return implement(deskContract).use(async ({ procedure, path, next }) => {
    const declared = procedure['~orpc'].errorMap
    try {
      if ('SIGNED_OUT' in declared) requireStaff(context)
      if ('FORBIDDEN' in declared) requireAdmin(context)
      return await next()
    } catch (error) {
      throw atTheEdge(error, context, path.join('.'), Object.keys(declared))
    }
  })
}

/** Failures that the contract declares pass; everything else is a bug: logged once, and masked behind a reference. */
function atTheEdge(error: unknown, context: CoreContext, procedure: string, declared: readonly string[]): unknown {
  const known = asDeclared(error)
  if (known && (declared.includes(known.code) || known.code === 'BAD_REQUEST')) return known
  const reference = context.ids().slice(-8).toUpperCase()
  context.log('error', 'procedure.failed', { procedure, reference, kind: kindOf(error) })
  return new ORPCError('INTERNAL_SERVER_ERROR', { message: `Something went wrong. Reference ${reference}` })
}

function asDeclared(error: unknown): ORPCError<string, unknown> | null {
  if (error instanceof ORPCError) return error
  if (error instanceof ServiceError) return new ORPCError(error.code, { data: error.data })
  const trouble = storeTroubleOf(error)
  return trouble && new ORPCError('STORE_UNAVAILABLE', { data: { because: whileOpen(trouble) } })
}

/** The contract's four, of all that may go wrong with the file. */
function whileOpen(trouble: StoreTrouble): 'diskFull' | 'busy' | 'readOnly' | 'damaged' {
  if (trouble === 'diskFull' || trouble === 'busy' || trouble === 'readOnly') return trouble
  return trouble === 'notAllowed' ? 'readOnly' : 'damaged'
}

/** Names and codes only: an error's message may quote what a person typed. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const at =
    error.stack
      ?.split('\n')
      .find((line) => line.includes('.ts:'))
      ?.trim() ?? ''
  return 'code' in error ? `${error.name} ${String(error.code)} ${at}` : `${error.name} ${at}`
}
