import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSecondFactor,
  readOwnAccount,
} from '../services/ownAccount.ts'
import { endCalendarAddress, makeCalendarAddress, readCalendarAddress } from '../services/calendarAddress.ts'
import type { SignInLimit } from '../services/signInLimit.ts'
import { nothing, type Base } from './base.ts'

export function accountRouter({ signedIn: { account } }: Base, limit: SignInLimit) {
  return {
    get: account.get.handler(({ context }) => readOwnAccount(context.acting)),
    changePassword: account.changePassword.handler(({ context, input }) =>
      nothing(changePassword(context.acting, limit, input)),
    ),
    beginSecondFactor: account.beginSecondFactor.handler(({ context, input }) =>
      beginSecondFactor(context.acting, limit, input),
    ),
    confirmSecondFactor: account.confirmSecondFactor.handler(({ context, input }) =>
      confirmSecondFactor(context.acting, input),
    ),
    endSecondFactor: account.endSecondFactor.handler(({ context, input }) =>
      nothing(endSecondFactor(context.acting, limit, input)),
    ),
    calendarAddress: account.calendarAddress.handler(({ context }) => readCalendarAddress(context.acting)),
    makeCalendarAddress: account.makeCalendarAddress.handler(({ context, input }) =>
      makeCalendarAddress(context.acting, input),
    ),
    endCalendarAddress: account.endCalendarAddress.handler(({ context, input }) =>
      endCalendarAddress(context.acting, input),
    ),
  }
}
