import { z } from 'zod'
import type { ClinicProfile } from '../../../../shared/contract/outbox.ts'
import type { Db } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import type { OutRoom } from '../outRoom.ts'

/** The clinic's public facts (R11.1). */
export const clinicPut: OutRoom<Record<never, never>> = {
  kind: 'clinic.put',
  pending: z.object({}),
  subjectOf: () => 'clinic',
  prepare: async ({ db }) => ({
    kind: 'push',
    bodies: [{ kind: 'clinic.put', profile: await readClinicProfile(db) }],
  }),
}

/** What everybody may see of the clinic. */
export async function readClinicProfile(db: Db): Promise<ClinicProfile> {
  const row = await readClinic(db)
  return {
    name: row.name,
    addressLine: row.address_line,
    phone: row.phone,
    email: row.email,
    timeZone: row.time_zone,
    recipient: row.recipient,
    codeSalt: row.code_salt,
  }
}
