import { noteTaken, readAuditLog } from '../services/auditLog.ts'
import type { Base } from './base.ts'

export function auditLogRouter({ signedIn: { auditLog } }: Base) {
  return {
    list: auditLog.list.handler(({ context, input }) => readAuditLog(context.acting, input)),
    taken: auditLog.taken.handler(async ({ context, input }) => {
      await noteTaken(context.acting, input)
      return {}
    }),
  }
}
