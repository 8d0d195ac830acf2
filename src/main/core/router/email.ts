import { testMail } from '../services/mail/testMail.ts'
import { previewReminder } from '../services/reminders/previewReminder.ts'
import type { Base } from './base.ts'

export function emailRouter({ signedIn: { email } }: Base) {
  return {
    reminderPreview: email.reminderPreview.handler(({ context }) => previewReminder(context.acting)),
    test: email.test.handler(({ context, input, signal }) => testMail(context.acting, input, signal)),
  }
}
