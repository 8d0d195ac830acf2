import { z } from 'zod'
import { ClinicId } from '../../../src/shared/domain/ids.ts'

/** What one process of the contention is told. */
export const ClaimerArguments = z.object({
  database: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('sqlite'), file: z.string() }),
    z.object({ kind: z.literal('postgres'), url: z.string() }),
  ]),
  seed: z.number().int(),
  /** By so much its clock is wrong. */
  offsetMilliseconds: z.number().int(),
  clients: z.number().int(),
  clinics: z.array(z.object({ id: ClinicId, lanes: z.array(z.number().int()) })),
})
export type ClaimerArguments = z.infer<typeof ClaimerArguments>

/** What a process says of itself, every now and then. */
export const Claimed = z.object({ tried: z.number().int(), granted: z.number().int() })
