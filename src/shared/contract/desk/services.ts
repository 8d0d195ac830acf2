import { z } from 'zod'
import { ServiceId } from '../../domain/ids.ts'
import { ServiceDetails } from '../../domain/services.ts'
import { Service } from './calendar.ts'
import { changedMeanwhile, restricted, signedIn, Version } from './common.ts'

/** A service as Settings show it, one that is withdrawn too. */
export const ServiceInSettings = Service.extend({
  version: Version,
  isWithdrawn: z.boolean(),
  /** Visits of it that are booked and still to come. */
  upcoming: z.number().int(),
})
export type ServiceInSettings = z.infer<typeof ServiceInSettings>

const nameTaken = {
  /** Another service that is offered has this name. */
  SERVICE_NAME_TAKEN: { data: z.object({ name: z.string() }) },
}

const added = z.object({ id: ServiceId, details: ServiceDetails })

/** What the clinic offers (R6.1, R10.8): everybody reads it, an admin changes it. */
export const services = {
  /** In the clinic's order, those that are withdrawn among them. */
  list: signedIn.output(z.array(ServiceInSettings)),
  /** `id` is made by the renderer, so that a double click adds once. It comes last. */
  add: restricted.errors(nameTaken).input(added).output(ServiceInSettings),
  /** A set of them, in its order: all or none. */
  addAll: restricted
    .errors(nameTaken)
    .input(z.object({ services: z.array(added).min(1).max(50) }))
    .output(z.array(ServiceInSettings)),
  /**
   * Only what was changed, and the version that was seen (R10.7). Visits that stand keep the name and the length they were
   * booked with; buffers count around them as they are now.
   */
  change: restricted
    .errors({ ...changedMeanwhile(ServiceInSettings), ...nameTaken })
    .input(z.object({ id: ServiceId, seenVersion: Version, changes: ServiceDetails.partial() }))
    .output(ServiceInSettings),
  /** Not offered any more, or offered again; visits of it stand. The same again changes nothing. */
  setWithdrawn: restricted
    .errors({ ...changedMeanwhile(ServiceInSettings), ...nameTaken })
    .input(z.object({ id: ServiceId, seenVersion: Version, isWithdrawn: z.boolean() }))
    .output(ServiceInSettings),
  /** One place up or down among those that are offered; at either end nothing changes. */
  move: restricted.input(z.object({ id: ServiceId, direction: z.enum(['up', 'down']) })).output(z.object({})),
}
