import { implement, ORPCError } from '@orpc/server'
import { deskContract } from '../../../shared/contract/desk.ts'
import { callersOf } from '../../../shared/domain/roles.ts'
import type { Acting, CoreContext, Station } from '../context.ts'
import { storeTroubleOf, type StoreTrouble } from '../db/storeError.ts'
import type { HostContext } from '../serving.ts'
import { failure, ServiceError } from '../services/serviceError.ts'
import { actingAt } from '../stations.ts'

/** What every procedure of the desk is built on: the edge where failures become declared errors, and the guard. */
export type Base = ReturnType<typeof makeBase>

/**
 * `anyone` is for what needs nobody signed in; `signedIn` gives its handlers an `acting`. Who may call a procedure the
 * table of `domain/roles.ts` alone says (R10.3), and that is looked at when it is called.
 */
export function makeBase(context: CoreContext) {
  const os = implement(deskContract).$context<HostContext>()

  const anyone = os.use(async ({ procedure, path, next, context: { station } }) => {
    const declared = Object.keys(procedure['~orpc'].errorMap)
    context.courtesy.note()
    try {
      return await next({ context: { acting: admit(context, station, path.join('.')) } })
    } catch (error) {
      throw atTheEdge(error, context, path.join('.'), declared)
    } finally {
      context.courtesy.note()
    }
  })
  const signedIn = anyone.use(async ({ context: { acting }, next }) => {
    if (!acting) throw new Error('This procedure is for anyone: nobody acts in it')
    return next({ context: { acting } satisfies { acting: Acting } })
  })
  return { anyone, signedIn }
}

/** @returns who acts; null for what needs nobody signed in @throws ServiceError SIGNED_OUT, FORBIDDEN */
function admit(context: CoreContext, station: Station, procedure: string): Acting | null {
  const callers = callersOf(procedure)
  if (callers === null) throw new Error('This procedure stands in no line of the table of roles')
  if (callers === 'anyone') return null
  const acting = actingAt(context, station)
  if (!callers.includes(acting.actor.staff.role)) throw failure('FORBIDDEN', { roles: [...callers] })
  return acting
}

/** Failures that the contract declares pass; everything else is a bug: logged once, and masked behind a reference. */
function atTheEdge(error: unknown, context: CoreContext, procedure: string, declared: readonly string[]): unknown {
  const known = asDeclared(error)
  if (known && (declared.includes(known.code) || known.code === 'BAD_REQUEST')) return known
  const reference = context.ids().slice(-8).toUpperCase()
  context.log('error', 'procedure.failed', { procedure, reference, kind: kindOf(error) })
  return new ORPCError('UNEXPECTED', { status: 500, data: { reference } })
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

/** For a procedure whose answer is only that it was done. */
export async function nothing(done: Promise<void>): Promise<Record<never, never>> {
  await done
  return {}
}
