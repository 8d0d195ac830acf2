import { listStaff } from '../db/staff.ts'
import { addStaff, changeStaff, readAccounts, setStaffActive, visitsToCome } from '../services/staffAccounts.ts'
import { resetPassword, resetSecondFactor } from '../services/staffResets.ts'
import type { Base } from './base.ts'

export function staffRouter({ signedIn: { staff } }: Base) {
  return {
    list: staff.list.handler(({ context }) => listStaff(context.acting.db)),
    accounts: staff.accounts.handler(({ context }) => readAccounts(context.acting)),
    add: staff.add.handler(({ context, input }) => addStaff(context.acting, input)),
    change: staff.change.handler(({ context, input }) => changeStaff(context.acting, input)),
    visitsToCome: staff.visitsToCome.handler(({ context, input }) =>
      visitsToCome(context.acting.db, context.acting, input),
    ),
    setActive: staff.setActive.handler(({ context, input }) => setStaffActive(context.acting, input)),
    resetPassword: staff.resetPassword.handler(({ context, input }) => resetPassword(context.acting, input)),
    resetSecondFactor: staff.resetSecondFactor.handler(({ context, input }) =>
      resetSecondFactor(context.acting, input),
    ),
  }
}
