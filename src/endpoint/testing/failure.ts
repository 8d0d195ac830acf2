import { ORPCError } from '@orpc/client'
import { expect } from 'vitest'

/** The declared error that `call` ends with. Anything else, success included, fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<{ code: string; data: unknown }> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ORPCError) || !error.defined) expect.fail(`Not a declared error: ${String(error)}`)
  return { code: String(error.code), data: error.data }
}
