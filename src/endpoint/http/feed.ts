import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { timesFile } from '../../shared/calendar/timesFile.ts'
import { feedTokenOf } from '../../shared/domain/calendarFeed.ts'
import { ClinicId } from '../../shared/domain/ids.ts'
import { HOUR, MINUTE, SECOND } from '../../shared/domain/time.ts'
import { hashToken } from '../../shared/envelope/secrets.ts'
import { speechIn } from '../../shared/mail/words/speech.ts'
import { isWithinLimit, type Limit } from '../api/limits.ts'
import type { EndpointContext } from '../context.ts'
import { findFeed, type StoredFeed } from '../db/feeds.ts'

/** R11.7: whoever holds an address asks on its own account; an address that tries others has its own count. */
const ASKED: Limit = { most: 60, within: 10 * MINUTE }
const TRIED: Limit = { most: 30, within: 10 * MINUTE }

/** How often a calendar program need ask. */
const REFRESH_SECONDS = HOUR / SECOND

/**
 * A practitioner's taken times (R11.1), for a calendar program, which can show a secret in no other place than its address
 * (decision 0035). Unknown, ended and foreign are one answer.
 * @param asked.address of whoever asks, as limits count it
 */
export async function answerFeed(
  c: Context,
  endpoint: EndpointContext,
  asked: { readonly clinicId: string; readonly file: string; readonly address: string },
): Promise<Response> {
  const found = await findAsked(endpoint, asked)
  const key = found ? ['feed', found.tokenHash] : ['feed', 'tried', asked.address]
  const answer = await isWithinLimit(endpoint, key, found ? ASKED : TRIED)
  if (!answer.ok) return c.text('Too many', 429, { ...UNKEPT, 'retry-after': String(answer.retryAfterSeconds) })
  if (!found) return c.text('Not found', 404, UNKEPT)
  const body = feedFile(found.feed)
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`
  const modified = new Date(found.feed.changedAt)
  const headers = { ...UNKEPT, etag, 'last-modified': modified.toUTCString() }
  if (isKnown(c, etag, modified)) return c.body(null, 304, headers)
  return c.body(body, 200, {
    ...headers,
    'content-type': 'text/calendar; charset=utf-8',
    // A browser keeps the file under this name and not under the secret.
    'content-disposition': 'attachment; filename="busy.ics"',
  })
}

/** Nobody on the way keeps it, and no page hears of the address that led to it. */
const UNKEPT = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' }

type Found = { readonly tokenHash: string; readonly feed: StoredFeed }

async function findAsked(
  { db }: EndpointContext,
  asked: { readonly clinicId: string; readonly file: string },
): Promise<Found | null> {
  const clinicId = ClinicId.safeParse(asked.clinicId)
  const token = feedTokenOf(asked.file)
  if (!clinicId.success || token === null) return null
  const tokenHash = hashToken(token)
  const feed = await findFeed(db, clinicId.data, tokenHash)
  return feed && { tokenHash, feed }
}

function feedFile({ busy }: StoredFeed): string {
  const { words } = speechIn('en')
  const entries = busy.map(({ key, startsAt, endsAt, since }) => ({
    ...{ uid: key, startsAt, endsAt, since },
    summary: words.feed.busy,
  }))
  return timesFile({ name: words.feed.busy, entries, refreshSeconds: REFRESH_SECONDS })
}

/** RFC 9110: a tag that is named goes before a date. */
function isKnown(c: Context, etag: string, modified: Date): boolean {
  const tags = c.req.header('if-none-match')
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  const since = Date.parse(c.req.header('if-modified-since') ?? '')
  // Such a date has whole seconds.
  return Math.floor(modified.getTime() / SECOND) * SECOND <= since
}
