import { createHash, randomBytes, randomInt } from 'node:crypto'
import { RECOVERY_WORDS } from '../../../shared/domain/recoverySheet.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { wordsOfKey } from '../../../shared/envelope/recoveryWords.ts'
import type { Acting, CoreContext } from '../context.ts'
import { findRecoverySheet, saveRecoverySheet } from '../db/recoverySheet.ts'
import { KEY_BYTES, KeyNotKept } from '../fileKey.ts'
import { appendAudit } from './audit.ts'
import { failure } from './serviceError.ts'

/** How many words are typed back from the paper. */
const ASKED = 3

type Draft = { readonly key: Buffer; readonly madeAt: Instant; readonly asked: readonly number[] }

/** The sheet that is being made: in memory alone, so that no copy of the file has a key that it does not have itself. */
export type SheetDrafts = { draft: Draft | null }

/** R10.9: the sheet that was checked last, and whether it still opens the file. */
export async function readSheet({ db, file, fileKey }: CoreContext) {
  const row = await findRecoverySheet(db)
  return {
    file,
    sheet: row && {
      madeAt: Instant.parse(row.made_at),
      checkedAt: Instant.parse(row.checked_at),
      checkedBy: row.checked_by_name,
      opens: row.key_hash === hashOf(fileKey.current()),
    },
  }
}

/**
 * R10.9: the words to print, and which of them are asked back. The first sheet is of the key that the file has; a later one
 * of another key, so that the earlier sheet is void once this one was checked, and not before.
 * @param input.isAnew of another key in any case
 */
export async function beginSheet(acting: Acting, drafts: SheetDrafts, { isAnew }: { readonly isAnew: boolean }) {
  const { sheet } = await readSheet(acting)
  if (isAnew) drafts.draft = null
  const draft = (drafts.draft ??= {
    key: isAnew || sheet?.opens ? randomBytes(KEY_BYTES) : acting.fileKey.current(),
    madeAt: acting.clock.now(),
    asked: somePlaces(),
  })
  await acting.db.transaction().execute((tx) => appendAudit(tx, acting, { action: 'recoverySheet.shown' }))
  return { words: wordsOfKey(draft.key), madeAt: draft.madeAt, asked: [...draft.asked] }
}

/**
 * R10.9: what was typed back shows that the words are on paper; then the file gets their key.
 * @throws ServiceError SHEET_GONE, WORDS_WRONG, KEY_NOT_KEPT
 */
export async function checkSheet(
  acting: Acting,
  drafts: SheetDrafts,
  input: { readonly madeAt: Instant; readonly typed: readonly string[] },
): Promise<void> {
  const { draft } = drafts
  if (!draft || draft.madeAt !== input.madeAt) throw failure('SHEET_GONE')
  const words = wordsOfKey(draft.key)
  const wrong = draft.asked.filter((place, at) => words[place] !== input.typed[at])
  if (wrong.length > 0) throw failure('WORDS_WRONG', { at: wrong })
  // Nobody else checks it meanwhile.
  drafts.draft = null
  try {
    await giveKey(acting, draft.key)
  } catch (error) {
    drafts.draft = draft
    throw error instanceof KeyNotKept ? failure('KEY_NOT_KEPT') : error
  }
  await acting.db.transaction().execute(async (tx) => {
    await saveRecoverySheet(tx, {
      keyHash: hashOf(draft.key),
      madeAt: draft.madeAt,
      checkedAt: acting.clock.now(),
      by: acting.actor.staff.id,
    })
    await appendAudit(tx, acting, { action: 'recoverySheet.checked' })
  })
  acting.changes.publish('settings')
}

async function giveKey({ fileKey }: Acting, key: Buffer): Promise<void> {
  if (!key.equals(fileKey.current())) await fileKey.change(key)
}

/** Three different ones, in the order of the sheet. */
function somePlaces(): number[] {
  const places = new Set<number>()
  while (places.size < ASKED) places.add(randomInt(RECOVERY_WORDS))
  return [...places].sort((one, other) => one - other)
}

/** Says of a key which one it is, and nothing about it. */
function hashOf(key: Buffer): string {
  return createHash('sha256').update('anteroom/1/recovery-sheet').update(key).digest('hex').slice(0, 32)
}
