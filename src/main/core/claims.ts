import type { AppointmentId } from '../../shared/domain/ids.ts'
import type { Tx } from './context.ts'

/** Puts a visit back as it was before the act that claimed its time. @returns whether it could: nobody changed it since */
export type TakeBack = (tx: Tx) => Promise<boolean>

/** Which claims a person is waiting for, and what a refusal of each takes back (R6.4, decision 0034). */
export type Claims = {
  /** Call in the transaction that claims. `over` says, once it is called in another transaction, whether it was refused. */
  readonly expect: (id: AppointmentId, takeBack: TakeBack) => { readonly over: () => boolean }
  /** In the transaction that commits the refusal. @returns whether somebody waited, and it was taken back */
  readonly refuse: (tx: Tx, id: AppointmentId) => Promise<boolean>
}

type Expected = { readonly takeBack: TakeBack; isRefused: boolean }

/** Transactions of one file run one after the other: whoever stops waiting in one sees a refusal of any before it. */
export function createClaims(): Claims {
  const expected = new Map<AppointmentId, Expected>()
  return {
    expect: (id, takeBack) => {
      const own: Expected = { takeBack, isRefused: false }
      expected.set(id, own)
      return {
        over: () => {
          if (expected.get(id) === own) expected.delete(id)
          return own.isRefused
        },
      }
    },
    refuse: async (tx, id) => {
      const waiting = expected.get(id)
      if (!waiting || !(await waiting.takeBack(tx))) return false
      waiting.isRefused = true
      return true
    },
  }
}
