import type { CoreContext } from '../context.ts'
import { createClinic } from '../services/createClinic.ts'
import { currentSession, lock, signIn, signOut } from '../services/session.ts'
import { createSignInLimit } from '../services/signInLimit.ts'
import type { Base } from './base.ts'

export function sessionRouter({ session }: Base, context: CoreContext) {
  const limit = createSignInLimit(context.clock)
  return {
    current: session.current.handler(() => currentSession(context)),
    signIn: session.signIn.handler(({ input }) => signIn(context, limit, input)),
    signOut: session.signOut.handler(() => {
      signOut(context)
      return {}
    }),
    lock: session.lock.handler(() => {
      lock(context)
      return {}
    }),
    createClinic: session.createClinic.handler(({ input }) => createClinic(context, input)),
    changes: session.changes.handler(({ signal }) => context.changes.subscribe(signal)),
  }
}
