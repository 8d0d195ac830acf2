import { createHash } from 'node:crypto'
import { z } from 'zod'
import { SyncEvent } from '../../../shared/contract/events.ts'
import { EventKind, type SetAsideReason } from '../../../shared/domain/setAside.ts'
import { canFollow } from './plausible.ts'

/**
 * A submission of 2 MB, sealed and in base64, is 2.7 MB; this leaves room for its padding. Nothing else that a patient sends
 * comes near.
 */
const MAX_SEALED_CHARACTERS = 3 * 1024 * 1024
/** With what an event says besides. */
const MAX_CHARACTERS = MAX_SEALED_CHARACTERS + 64 * 1024

/** One thing on a page of the endpoint's: an event, or what is none and is set aside as it came. */
export type Arrival =
  | { readonly seq: number; readonly event: SyncEvent }
  | {
      readonly seq: number
      readonly event: null
      readonly kind: EventKind | null
      readonly reason: SetAsideReason
      readonly json: string
    }

const Numbered = z.looseObject({ seq: z.unknown() })

/**
 * R11.6: parsed one by one, so that one bad event stops no other. In ascending order, and only what lies after `after`,
 * whatever a repeated or reordered reply brings. What has an impossible number cannot stand in that order: it gets a negative
 * one, the same whenever it comes, and moves no cursor.
 */
export function readArrivals(page: readonly unknown[], after: number): Arrival[] {
  const arrivals = page.flatMap((raw): Arrival[] => {
    const numbered = Numbered.safeParse(raw)
    const seq = numbered.success ? numbered.data.seq : null
    if (typeof seq === 'number' && seq <= after) return []
    if (!canFollow(seq, after)) return [{ ...strange(raw, 'impossibleNumber'), seq: ownNumber(raw) }]
    const event = SyncEvent.safeParse(raw)
    if (!event.success) return [{ ...strange(raw, 'unreadable'), seq }]
    if (isTooLarge(event.data)) return [{ ...strange(raw, 'tooLarge'), seq }]
    return [{ seq, event: event.data }]
  })
  return arrivals.sort((one, other) => one.seq - other.seq)
}

/** How far a page leads; null where nothing on it has a number that can be. */
export function lastSeqOf(arrivals: readonly Pick<Arrival, 'seq'>[]): number | null {
  const seq = arrivals.at(-1)?.seq ?? -1
  return seq < 0 ? null : seq
}

function isTooLarge({ body }: SyncEvent): boolean {
  return 'sealed' in body && body.sealed.length > MAX_SEALED_CHARACTERS
}

/** Kept as it came, but for what would fill the file. */
function strange(raw: unknown, reason: SetAsideReason) {
  const json = jsonOf(raw)
  const kind = kindOf(raw)
  if (json.length <= MAX_CHARACTERS) return { event: null, kind, reason, json } as const
  return { event: null, kind, reason: 'tooLarge', json: JSON.stringify({ characters: json.length }) } as const
}

const Kinded = z.looseObject({ body: z.looseObject({ kind: EventKind }) })

function jsonOf(raw: unknown): string {
  return JSON.stringify(raw) ?? 'null'
}

/** As it calls itself; null where that is nothing that this program knows. */
function kindOf(raw: unknown): EventKind | null {
  const kinded = Kinded.safeParse(raw)
  return kinded.success ? kinded.data.body.kind : null
}

/** Negative, and beyond those that the desk gives to what it notes itself. */
function ownNumber(raw: unknown): number {
  const digest = createHash('sha256').update(jsonOf(raw)).digest()
  return -(2 ** 48 + digest.readUIntBE(0, 6))
}
