import type { CoreContext } from '../context.ts'
import { createClinic } from '../services/createClinic.ts'
import { currentSession, lock, noteActive, signOut } from '../services/session.ts'
import { choosePassword, giveSecondFactor, signIn, startOver } from '../services/signIn.ts'
import type { SignInLimit } from '../services/signInLimit.ts'
import type { Base } from './base.ts'

export function sessionRouter({ anyone: { session } }: Base, core: CoreContext, limit: SignInLimit) {
  return {
    current: session.current.handler(({ context }) => currentSession(core, context.station)),
    signIn: session.signIn.handler(({ context, input }) => signIn(core, context.station, limit, input)),
    choosePassword: session.choosePassword.handler(({ context, input }) =>
      choosePassword(core, context.station, limit, input),
    ),
    giveSecondFactor: session.giveSecondFactor.handler(({ context, input }) =>
      giveSecondFactor(core, context.station, limit, input),
    ),
    startOver: session.startOver.handler(({ context }) => {
      startOver(core, context.station)
      return {}
    }),
    signOut: session.signOut.handler(async ({ context }) => {
      await signOut(core, context.station)
      return {}
    }),
    lock: session.lock.handler(({ context }) => {
      lock(core, context.station)
      return {}
    }),
    active: session.active.handler(({ context }) => {
      noteActive(core, context.station)
      return {}
    }),
    createClinic: session.createClinic.handler(({ context, input }) => createClinic(core, context.station, input)),
    changes: session.changes.handler(({ signal }) => core.changes.subscribe(signal)),
  }
}
