import { z } from 'zod'
import { Instant } from '../../domain/time.ts'
import { KnownRow, KnownSize } from '../sync.ts'
import { restricted } from './common.ts'

const asked = restricted.errors({ NOT_PAIRED: {}, ENDPOINT_UNREACHABLE: {} })

/** How far a wipe is: it waits for the endpoint; so many things leave the desk for it still; or there is nothing to wait for. */
const Rebuild = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting') }),
  z.object({ state: z.literal('publishing'), left: z.number().int().positive() }),
  z.object({ state: z.literal('done') }),
])
export type Rebuild = z.infer<typeof Rebuild>

/** R11.1: what the endpoint keeps of this clinic, asked of it now. */
export const serverKnows = {
  /** Its tables, by its own word: one that this desk does not know among them. Null size: its rows are no clinic's. */
  tables: asked.input(z.object({})).output(
    z.object({
      readAt: Instant,
      tables: z.array(z.object({ table: z.string(), size: KnownSize.nullable() })),
    }),
  ),
  /** Wipes what the endpoint holds, and publishes all of it anew, once the endpoint answers. */
  wipe: restricted.errors({ NOT_PAIRED: {} }).input(z.object({})).output(Rebuild),
  /** How far that is; asked of the desk alone. */
  rebuild: restricted.input(z.object({})).output(Rebuild),
  /** Whoever takes all of it away says so first: it stands in the audit log (R8.6). */
  beginDownload: restricted.input(z.object({})).output(z.object({})),
  rows: asked
    .input(z.object({ table: z.string().max(100), from: z.number().int().min(0) }))
    .output(z.object({ rows: z.array(KnownRow), hasMore: z.boolean() })),
}
