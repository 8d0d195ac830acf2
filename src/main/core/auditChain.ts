import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { AuditCheck } from '../../shared/contract/desk/settings.ts'
import type { AuditVerdict } from '../../shared/domain/auditFacts.ts'
import { Instant, type Clock } from '../../shared/domain/time.ts'
import type { AgeIdentity } from '../../shared/envelope/seal.ts'
import { message } from '../../shared/envelope/message.ts'
import { isSameMac, macUnder } from '../../shared/envelope/secrets.ts'
import type { Db } from './context.ts'
import { findAuditHash, readAuditAfter, type AuditRow } from './db/audit.ts'

export const FIRST_HASH = '0'.repeat(64)

/** SHA-256 in hexadecimal over the row as a JSON array, in a fixed order, the hash before it included. */
export function hashOfAudit(row: Omit<AuditRow, 'hash'>): string {
  const written = [row.previous_hash, row.seq, row.at, row.staff_id, row.patient_id, row.action, row.detail]
  const canonical = row.format === 1 ? written : [...written, row.format, row.station]
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex')
}

/** A row of the chain as it was told to the endpoint, where whoever edits this machine's file cannot reach. */
export const AuditAnchor = z.object({
  format: z.literal(1),
  seq: z.number().int().positive(),
  hash: z.string(),
  at: Instant,
  /** Under a key of the clinic's own: whoever can seal to the clinic cannot make an anchor. */
  mac: z.string(),
})
export type AuditAnchor = z.infer<typeof AuditAnchor>
type Anchored = Pick<AuditAnchor, 'seq' | 'hash' | 'at'>

export function makeAnchor(identity: AgeIdentity, { seq, hash, at }: Anchored): AuditAnchor {
  return { format: 1, seq, hash, at, mac: macOf(identity, { seq, hash, at }) }
}

export function isOurAnchor(identity: AgeIdentity, anchor: AuditAnchor): boolean {
  return isSameMac(macOf(identity, anchor), anchor.mac)
}

function macOf(identity: AgeIdentity, { seq, hash, at }: Anchored): string {
  return macUnder(identity, 'audit-anchor', message(seq, hash, at))
}

const PAGE_ROWS = 1_000

/**
 * R8.6: reads the whole chain. The first row that was changed, or before which one is missing, is named; a chain that is
 * whole in itself but lacks what was anchored was cut, or recomputed.
 */
export async function verifyAudit(db: Db, anchor: Anchored | null): Promise<AuditVerdict> {
  let rows = 0
  let previous = FIRST_HASH
  for (;;) {
    const page = await readAuditAfter(db, rows, PAGE_ROWS)
    for (const row of page) {
      rows += 1
      const isNext = row.seq === rows && row.previous_hash === previous && row.hash === hashOfAudit(row)
      if (!isNext) return { state: 'broken', atSeq: row.seq }
      previous = row.hash
    }
    if (page.length < PAGE_ROWS) break
  }
  if (anchor && !(await isThere(db, anchor))) return { state: 'cut', anchoredSeq: anchor.seq }
  return { state: 'whole', rows }
}

async function isThere(db: Db, { seq, hash }: Anchored): Promise<boolean> {
  return (await findAuditHash(db, seq)) === hash
}

/** How the chain was found, and what it is held against. */
export type AuditChain = {
  /** Null before the first check is over. */
  readonly last: () => AuditCheck | null
  readonly check: () => Promise<AuditCheck>
  /**
   * What the endpoint was told in an earlier round: checked at once, where it is newer than what is known.
   * @returns whether the chain is found cut by it
   */
  readonly holdAgainst: (anchor: Anchored) => Promise<boolean>
}

export function createAuditChain(db: Db, clock: Clock): AuditChain {
  let last: AuditCheck | null = null
  let anchor: Anchored | null = null

  const check = async (): Promise<AuditCheck> => {
    const held = anchor
    let verdict = await verifyAudit(db, held)
    // The endpoint may have answered while the chain was read.
    if (verdict.state === 'whole' && anchor && anchor !== held && !(await isThere(db, anchor))) {
      verdict = { state: 'cut', anchoredSeq: anchor.seq }
    }
    last = { at: clock.now(), verdict }
    return last
  }

  return {
    last: () => last,
    check,
    holdAgainst: async (told) => {
      if (anchor && anchor.seq >= told.seq) return false
      anchor = told
      if ((await isThere(db, told)) || last?.verdict.state === 'broken') return false
      last = { at: clock.now(), verdict: { state: 'cut', anchoredSeq: told.seq } }
      return true
    },
  }
}
