import { z } from 'zod'
import { EventBody } from '../contract/events.ts'

/**
 * Why something that came from the endpoint was set aside (R11.6): `unreadable`, it says nothing that this program knows;
 * `impossibleNumber`, it stands where nothing can stand in the endpoint's order; `tooLarge`, its envelope is larger than
 * any that a patient can send; `notOpened`, opening it failed by itself; `notApplied`, it names what is not here, or
 * applying it failed.
 */
export const SetAsideReason = z.enum(['unreadable', 'impossibleNumber', 'tooLarge', 'notOpened', 'notApplied'])
export type SetAsideReason = z.infer<typeof SetAsideReason>

/** Another try may come to something else: what is missing has come since, or the program is a newer one. */
export const WORTH_TRYING_AGAIN: readonly SetAsideReason[] = ['unreadable', 'notOpened', 'notApplied']

const KINDS = EventBody.options.map(({ shape }) => shape.kind.value)

/** What an event can be of. */
export const EventKind = z.enum(KINDS)
export type EventKind = z.infer<typeof EventKind>
