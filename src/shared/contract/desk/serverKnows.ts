import { z } from 'zod'
import { Instant } from '../../domain/time.ts'
import { KnownRow, KnownSize } from '../sync.ts'
import { restricted } from './common.ts'

const asked = restricted.errors({ NOT_PAIRED: {}, ENDPOINT_UNREACHABLE: {} })

/** R11.1: what the endpoint keeps of this clinic, asked of it now. */
export const serverKnows = {
  /** Its tables, by its own word: one that this desk does not know among them. Null size: its rows are no clinic's. */
  tables: asked
    .input(z.object({}))
    .output(
      z.object({ readAt: Instant, tables: z.array(z.object({ table: z.string(), size: KnownSize.nullable() })) }),
    ),
  /** Whoever takes all of it away says so first: it stands in the audit log (R8.6). */
  beginDownload: restricted.input(z.object({})).output(z.object({})),
  rows: asked
    .input(z.object({ table: z.string().max(100), from: z.number().int().min(0) }))
    .output(z.object({ rows: z.array(KnownRow), hasMore: z.boolean() })),
}
