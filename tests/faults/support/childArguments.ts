import { z } from 'zod'
import type { CoreOptions } from '../../../src/main/core/context.ts'
import { openSmtp } from '../../../src/main/core/mail/openSmtp.ts'
import { openingWorkerSource } from '../../../src/main/core/opening/workerSource.ts'
import { heldKeys } from '../../../src/main/core/testing/heldKeys.ts'
import { newId, systemClock } from '../../../src/main/core/system.ts'
import { Staff } from '../../../src/shared/contract/desk/staff.ts'

export const EndpointArguments = z.object({
  file: z.string(),
  mailIdentity: z.string(),
  smtpUrl: z.string(),
  port: z.number().int(),
})
/** `openingWorker`: a desk that was bundled is told where the thread's source lies. */
export const DeskArguments = z.object({ file: z.string(), staff: Staff, openingWorker: z.url() })

/** Of every desk that is opened so. */
export const DESK_KEY = Buffer.alloc(32, 7)

/** The desk's core on its file, as a host makes it. */
export function coreOptions(file: string, openingWorker = openingWorkerSource): CoreOptions {
  return {
    file,
    keys: heldKeys(DESK_KEY),
    clock: systemClock,
    ids: newId,
    fetch: globalThis.fetch,
    openSmtp,
    openingWorker,
    log: (level, event, facts) => {
      if (level === 'error') process.stderr.write(JSON.stringify({ event, ...facts }))
    },
  }
}
