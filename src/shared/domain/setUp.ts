import { z } from 'zod'

/** R10.8: what a clinic is not ready without, in the order in which it is set up. */
export const SetUpStep = z.enum(['staff', 'services', 'hours', 'connection', 'email', 'recoverySheet'])
export type SetUpStep = z.infer<typeof SetUpStep>

/** What there is of a clinic. */
export type SetUpFacts = {
  /** Active, with a calendar of their own. */
  readonly practitioners: number
  /** Those of them who have hours in some week. */
  readonly practitionersWithHours: number
  readonly servicesOffered: number
  readonly isPaired: boolean
  /** A mail server has taken one, be it a test. */
  readonly hasEmailArrived: boolean
  readonly opensWithSheet: boolean
}

/** R10.8: what is not done yet. Hours are somebody's: without a practitioner it is that which is missing. */
export function missingSteps(facts: SetUpFacts): SetUpStep[] {
  const isMissing: Record<SetUpStep, boolean> = {
    staff: facts.practitioners === 0,
    services: facts.servicesOffered === 0,
    hours: facts.practitionersWithHours < facts.practitioners,
    connection: !facts.isPaired,
    email: !facts.hasEmailArrived,
    recoverySheet: !facts.opensWithSheet,
  }
  return SetUpStep.options.filter((step) => isMissing[step])
}
