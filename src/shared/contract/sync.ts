import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { ClinicId, PartId } from '../domain/ids.ts'
import { Instant } from '../domain/time.ts'
import { ClinicProfile, OutboxAnswer, OutboxItem } from './outbox.ts'
import { BlobFacts, Recipient, SealedBody, TokenHash } from './shapes.ts'
import { unexpected } from './unexpected.ts'

/**
 * Desk → endpoint. Every fact has one owner and nothing is merged: the clinic owns what it publishes, the
 * patient appends events. Every request carries `x-anteroom-protocol` and, but for pairing, `authorization: Bearer <desk token>`.
 */
export const PROTOCOL_VERSION = 3
export const PROTOCOL_HEADER = 'x-anteroom-protocol'
/** Where what is brought as a stream begins, in bytes of the age file. */
export const OFFSET_HEADER = 'upload-offset'

/** As many rows are told at once. */
export const KNOWN_ROWS = 200

/** A value in clear, or how long one is that is not, or is longer than anything that the endpoint itself writes. */
const KnownValue = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.object({ kept: z.enum(['clear', 'hash', 'sealed', 'key']), length: z.number().int().min(0) }),
])
export const KnownRow = z.record(z.string().max(100), KnownValue)
export type KnownRow = z.infer<typeof KnownRow>

/** `bytes`: of everything in its rows. */
export const KnownSize = z.object({ rows: z.number().int().min(0), bytes: z.number().min(0) })
export type KnownSize = z.infer<typeof KnownSize>

const errors = {
  ...unexpected,
  /** The desk's token is not known here. */
  UNAUTHORIZED: {},
  /** A backup was restored: this epoch has passed, publish everything again under a newer one. */
  EPOCH_PASSED: { data: z.object({ epoch: z.number() }) },
  PROTOCOL_UNSUPPORTED: { data: z.object({ supported: z.array(z.number().int()) }) },
} as const
const base = oc.errors(errors)

export const syncContract = {
  /** Once, with the one-time code made on the endpoint's command line. The same code with the same clinic repeats safely. */
  pair: oc
    .errors({
      ...unexpected,
      PAIRING_CODE_INVALID: {},
      RATE_LIMITED: {},
      PROTOCOL_UNSUPPORTED: errors.PROTOCOL_UNSUPPORTED,
    })
    .input(
      z.object({
        code: z.string().max(64),
        clinicId: ClinicId,
        tokenHash: TokenHash,
        epoch: z.number().int().positive(),
        profile: ClinicProfile,
      }),
    )
    .output(z.object({ mailRecipient: Recipient, portalUrl: z.url() })),

  /** What the desk asks first on every connection; `now` tells a desk whose clock is wrong. */
  hello: base.input(z.object({ epoch: z.number().int().positive() })).output(
    z.object({
      now: Instant,
      /** As they came: the desk holds them against what was pinned, and takes nothing over by itself (R11.5). */
      mailRecipient: z.string().max(100),
      portalUrl: z.string().max(500),
      /** Both may be numbers that cannot be; what follows from that is the desk's to say (R11.6). */
      epoch: z.number(),
      /** Of the indexes kept from this epoch; a desk that never gave it out was restored from a backup. */
      highestVersion: z.number(),
      /** What `anchor.put` left last; null when it never did. */
      anchor: SealedBody.nullable(),
    }),
  ),

  /** At most 200 items and 8 MiB; one answer per item, in order; one bad item blocks nothing. */
  push: base
    .input(z.object({ epoch: z.number().int().positive(), items: z.array(OutboxItem).max(200) }))
    .output(z.object({ answers: z.array(OutboxAnswer) })),

  /**
   * The events after `after`, in order. Each should be a `SyncEvent`; the desk parses them one by one, so that one that is
   * none stops no other (R11.6). With `maxBytes` a page ends where its envelopes outweigh that, but after one event at least.
   */
  pull: base
    .input(
      z.object({
        epoch: z.number().int().positive(),
        after: z.number().int().min(0),
        limit: z.number().int().min(1).max(1000),
        maxBytes: z.number().int().min(1).optional(),
      }),
    )
    .output(z.object({ events: z.array(z.unknown()), hasMore: z.boolean() })),

  /** The desk has committed everything up to and including `upTo`; the endpoint drops those payloads. */
  acknowledge: base
    .input(z.object({ epoch: z.number().int().positive(), upTo: z.number().int().min(0) }))
    .output(z.object({})),

  /**
   * A part that is brought as a stream: how much of it is here, from where on the rest follows by `PUT /api/sync/blob/:id`. An
   * index may name it once all of it is. `null`: what stands under that number is another.
   */
  blobBegin: base
    .errors({ QUOTA_REACHED: { status: 507 } })
    .input(z.object({ id: PartId, ...BlobFacts }))
    .output(z.object({ stored: z.number().int().min(0).nullable() })),

  /** R11.1: which tables there are, with how much of this clinic; null rows where none of a table is a clinic's. */
  knownTables: base
    .input(z.object({}))
    .output(
      z.object({ tables: z.array(z.object({ table: z.string().max(100), size: KnownSize.nullable() })).max(200) }),
    ),

  /** R11.1: what stands in one of them of this clinic, from its `from`th row on. A table that is not here has none. */
  knownRows: base
    .input(z.object({ table: z.string().max(100), from: z.number().int().min(0) }))
    .output(z.object({ rows: z.array(KnownRow).max(KNOWN_ROWS), hasMore: z.boolean() })),

  /** Carries no data: each message means "pull now". */
  wake: base.input(z.object({})).output(eventIterator(z.object({}))),
}
