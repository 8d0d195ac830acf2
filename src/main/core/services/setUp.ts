import type { SetUpStep } from '../../../shared/domain/setUp.ts'
import type { CoreContext } from '../context.ts'
import { readSheet } from './recoverySheet.ts'

/** R10.8: what a clinic is not ready without and is not done yet: it stands in "To settle" until it is. */
export async function readMissing(context: CoreContext): Promise<SetUpStep[]> {
  const { sheet } = await readSheet(context)
  return sheet?.opens ? [] : ['recoverySheet']
}
