import { HOUR } from '../shared/domain/time.ts'
import type { EndpointContext } from './context.ts'
import { forgetApplied } from './db/applied.ts'
import { deletePastAttempts } from './db/attempts.ts'
import { deleteForgottenLogins } from './db/bookedLogins.ts'
import { deletePastPairingCodes } from './db/clinics.ts'
import { deletePastDevices } from './db/devices.ts'
import { forgetReceived } from './db/forms.ts'
import { deletePastClaims, deletePastHolds } from './db/heldTimes.ts'
import { deleteDeadSessions } from './db/sessions.ts'
import { deletePastOffers } from './db/offers.ts'
import { deleteExpiredIndexes, deleteLooseParts } from './db/records.ts'
import { deletePastReminders } from './db/reminders.ts'
import { forgetWantedEmails } from './db/wantedEmails.ts'
import { errorFacts } from './errorFacts.ts'

const STEPS = [
  deleteDeadSessions,
  deletePastDevices,
  deletePastAttempts,
  deletePastPairingCodes,
  deleteExpiredIndexes,
  deleteLooseParts,
  forgetApplied,
  forgetReceived,
  deletePastHolds,
  deletePastClaims,
  deletePastOffers,
  deletePastReminders,
  deleteForgottenLogins,
  forgetWantedEmails,
]

type Kept = Pick<EndpointContext, 'db' | 'clock' | 'log'>

/** What nobody needs any more does not stay. A step that fails is logged, and leaves out no other (R11.6). */
export async function tidy({ db, clock, log }: Kept): Promise<void> {
  const now = clock.now()
  for (const step of STEPS) {
    await step(db, now).catch((error: unknown) =>
      log.error({ step: step.name, ...errorFacts(error) }, 'housekeeping failed'),
    )
  }
}

/** Now and every hour. Gives what stops it. */
export function startHousekeeping(endpoint: Kept): () => void {
  const run = (): void => void tidy(endpoint)
  run()
  const timer = setInterval(run, HOUR)
  return () => clearInterval(timer)
}
