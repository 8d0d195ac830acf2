import { z } from 'zod'
import { StaffId } from '../../domain/ids.ts'
import { signedIn } from './common.ts'

export const StaffRole = z.enum(['admin', 'practitioner'])
export const Staff = z.object({
  id: StaffId,
  name: z.string(),
  /** How patients know them: "Dr Lee". */
  calledName: z.string(),
  email: z.string(),
  role: StaffRole,
  /** 0 to 4: which of the five avatar tints. */
  tint: z.number().int().min(0).max(4),
  hasCalendar: z.boolean(),
})
export type Staff = z.infer<typeof Staff>

export const staff = {
  list: signedIn.output(z.array(Staff)),
}
