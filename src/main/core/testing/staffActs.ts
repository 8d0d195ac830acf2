import { ORPCError } from '@orpc/server'
import type { StaffAccount } from '../../../shared/contract/desk/staff.ts'
import type { AppointmentId, StaffId } from '../../../shared/domain/ids.ts'
import type { TestClinic } from './openClinic.ts'

export async function accountOf({ client }: TestClinic, id: string): Promise<StaffAccount> {
  const account = (await client.staff.accounts()).find((each) => each.id === id)
  if (!account) throw new Error('The account is gone')
  return account
}

/** By an admin who looks at the account as it stands. @param leaving the visits to come that were shown */
export const setActive = async (
  clinic: TestClinic,
  id: StaffId,
  isActive: boolean,
  leaving: AppointmentId[] = [],
): Promise<StaffAccount> =>
  clinic.client.staff.setActive({ id, seenVersion: (await accountOf(clinic, id)).version, isActive, leaving })

/** What the error that the contract declares says; null where there was none. */
export const asked = (calling: Promise<unknown>): Promise<{ code: unknown; data: unknown } | null> =>
  calling.then(
    () => null,
    (error: unknown) => {
      if (error instanceof ORPCError) return { code: error.code as unknown, data: error.data as unknown }
      throw error
    },
  )

/** What history says of accounts, their passwords and second factors, oldest first. */
export async function staffActions({ context }: TestClinic) {
  const rows = await context.db.selectFrom('audit').select(['action', 'detail']).orderBy('seq').execute()
  return rows.filter(({ action }) => /^(staff|password|secondFactor)\./u.test(action))
}
