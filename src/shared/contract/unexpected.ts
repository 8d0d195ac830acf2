import { z } from 'zod'

/**
 * Declared by every call of every contract: whatever else goes wrong is a bug, masked at the edge and logged once under
 * `reference`, which the person is shown and can read out.
 */
export const unexpected = {
  UNEXPECTED: { status: 500, data: z.object({ reference: z.string() }) },
} as const
