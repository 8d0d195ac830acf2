import { testMail } from '../services/mail/testMail.ts'
import type { Base } from './base.ts'

export function emailRouter({ signedIn: { email } }: Base) {
  return { test: email.test.handler(({ context, input, signal }) => testMail(context.acting, input, signal)) }
}
