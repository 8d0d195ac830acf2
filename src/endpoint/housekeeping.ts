import { HOUR } from '../shared/domain/time.ts'
import type { EndpointContext } from './context.ts'
import { forgetApplied } from './db/applied.ts'
import { deletePastAttempts } from './db/attempts.ts'
import { deletePastPairingCodes } from './db/clinics.ts'
import { deletePastDevices } from './db/devices.ts'
import { forgetReceived } from './db/forms.ts'
import { deleteDeadSessions } from './db/logins.ts'
import { deleteExpiredIndexes, deleteLooseParts } from './db/records.ts'
import { errorFacts } from './errorFacts.ts'

/** What nobody needs any more does not stay. */
export async function tidy({ db, clock }: Pick<EndpointContext, 'db' | 'clock'>): Promise<void> {
  const now = clock.now()
  await deleteDeadSessions(db, now)
  await deletePastDevices(db, now)
  await deletePastAttempts(db, now)
  await deletePastPairingCodes(db, now)
  await deleteExpiredIndexes(db, now)
  await deleteLooseParts(db, now)
  await forgetApplied(db, now)
  await forgetReceived(db, now)
}

/** Now and every hour. Gives what stops it. */
export function startHousekeeping(endpoint: Pick<EndpointContext, 'db' | 'clock' | 'log'>): () => void {
  const run = (): void => {
    tidy(endpoint).catch((error: unknown) => endpoint.log.error(errorFacts(error), 'housekeeping failed'))
  }
  run()
  const timer = setInterval(run, HOUR)
  return () => clearInterval(timer)
}
