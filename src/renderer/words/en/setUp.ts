import type { SetUpStep } from '../../../shared/domain/setUp.ts'

/** R10.8: setting a clinic up, and what of it is not done yet. */
export const setUp = {
  missing: 'Not set up yet',
  /** In "To settle". */
  steps: {
    staff: {
      missing: 'No practitioner',
      because: 'Nobody sees patients yet: add a practitioner, or say of yourself that you see patients.',
    },
    services: { missing: 'No services', because: 'A visit is booked for a service' },
    hours: { missing: 'A practitioner without hours', because: 'Nobody can be booked while nobody works' },
    connection: {
      missing: 'No online service',
      because: 'Until it is connected, no e-mail leaves and patients cannot open their pages',
    },
    email: { missing: 'No e-mail has arrived yet', because: 'A test shows whether patients get theirs' },
    recoverySheet: {
      missing: 'No recovery sheet',
      because: 'Without it the records are lost with this computer',
    },
  } satisfies Record<SetUpStep, { readonly missing: string; readonly because: string }>,
}
