import { z } from 'zod'
import type { CoreOptions } from '../../../src/main/core/context.ts'
import { openingWorkerSource } from '../../../src/main/core/opening/workerSource.ts'
import { newId, systemClock } from '../../../src/main/core/system.ts'
import { Staff } from '../../../src/shared/contract/desk/staff.ts'

export const EndpointArguments = z.object({
  file: z.string(),
  mailIdentity: z.string(),
  smtpUrl: z.string(),
  port: z.number().int(),
})
export const DeskArguments = z.object({ file: z.string(), staff: Staff })

/** The desk's core on its file, as a host makes it. */
export function coreOptions(file: string): CoreOptions {
  return {
    file,
    key: Buffer.alloc(32, 7),
    clock: systemClock,
    ids: newId,
    fetch: globalThis.fetch,
    mailer: null,
    openingWorker: openingWorkerSource,
    log: (level, event, facts) => {
      if (level === 'error') process.stderr.write(JSON.stringify({ event, ...facts }))
    },
  }
}
