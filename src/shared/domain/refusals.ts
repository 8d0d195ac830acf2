import { z } from 'zod'
import { RefusalReason } from '../contract/outbox.ts'

/** What the desk leaves for the endpoint; each has a room of its own in the core. */
export const OutKindName = z.enum([
  'clinic.put',
  'clinic.name',
  'clinic.wipe',
  'invitation.put',
  'invitation.end',
  'records.put',
  'messages.put',
  'blob.end',
  'link.level',
  'link.end',
  'link.move',
  'sale.put',
  'claim.put',
  'offer.put',
  'offer.end',
  'login.restore',
  'feed.put',
  'mail.put',
  'reminder.put',
  'reminder.end',
  'anchor.put',
])
export type OutKindName = z.infer<typeof OutKindName>

/**
 * Why something that waited for the endpoint was not taken: its own refusal; `invalid` or `tooLarge` for the contract;
 * `notBuilt` where the desk could not make it; `predecessorRefused` where what it waited for was refused.
 */
export const OutRefusal = z.enum([...RefusalReason.options, 'invalid', 'tooLarge', 'notBuilt', 'predecessorRefused'])
export type OutRefusal = z.infer<typeof OutRefusal>

/**
 * Why nothing new reaches one holder of a patient's records (R11.6). `unusableKey`: nothing can be sealed to it;
 * `unknownLink`: the endpoint has forgotten the link, as after a backup of its own was put back; `lowerLevel`: it has forgotten
 * that the link was raised.
 */
export const HolderTrouble = z.enum(['unusableKey', 'unknownLink', 'lowerLevel'])
export type HolderTrouble = z.infer<typeof HolderTrouble>
