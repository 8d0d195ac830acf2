import { z } from 'zod'
import { MailId } from '../../../../shared/domain/ids.ts'
import type { OutRoom } from '../outRoom.ts'

/** R9.1: a reminder that the endpoint was given says nothing true any more. */
export const reminderEnd: OutRoom<{ readonly id: MailId }> = {
  kind: 'reminder.end',
  pending: z.object({ id: MailId }),
  subjectOf: ({ id }) => id,
  prepare: (_context, { id }) => Promise.resolve({ kind: 'push', bodies: [{ kind: 'reminder.end', id }] }),
}
