import { listStaff } from '../db/staff.ts'
import type { Base } from './base.ts'

export function staffRouter({ signedIn: { staff } }: Base) {
  return { list: staff.list.handler(({ context }) => listStaff(context.acting.db)) }
}
