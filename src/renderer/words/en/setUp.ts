import type { SetUpStep } from '../../../shared/domain/setUp.ts'

/** R10.8: setting a clinic up, and what of it is not done yet. */
export const setUp = {
  missing: 'Not set up yet',
  /** In "To settle". */
  steps: {
    recoverySheet: {
      missing: 'No recovery sheet',
      because: 'Without it the records are lost with this computer',
    },
  } satisfies Record<SetUpStep, { readonly missing: string; readonly because: string }>,
}
