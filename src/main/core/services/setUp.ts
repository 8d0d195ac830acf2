import { missingSteps, type SetUpStep } from '../../../shared/domain/setUp.ts'
import type { Acting, CoreContext } from '../context.ts'
import { endSetUpAt, readSetUpFacts } from '../db/setUp.ts'
import { appendAudit } from './audit.ts'
import { readSheet } from './recoverySheet.ts'

/** R10.8: what a clinic is not ready without and is not done yet: it stands in "To settle" until it is. */
export async function readMissing(context: CoreContext): Promise<SetUpStep[]> {
  const [facts, { sheet }] = await Promise.all([readSetUpFacts(context.db), readSheet(context)])
  return missingSteps({ ...facts, opensWithSheet: sheet?.opens ?? false })
}

/** R10.8: from now on the desk opens as any other, whatever is missing. The same again changes nothing. */
export async function endSetUp(acting: Acting): Promise<void> {
  await acting.db.transaction().execute(async (tx) => {
    if (await endSetUpAt(tx, acting.clock.now())) await appendAudit(tx, acting, { action: 'setUp.ended' })
  })
  acting.changes.publish('session')
}
