import type { Block } from '../shared/domain/markdown.ts'
import { loadVault } from './loadVault.ts'

/** Of each block of a plan, by its text, what it is known by in this browser. */
export type PlanMarks = ReadonlyMap<string, string>

/** Under the login's own key, so that nobody who finds them can try texts on them. */
export async function marksOf(identity: string, blocks: readonly Block[]): Promise<PlanMarks> {
  const { hashToken } = await loadVault()
  return new Map(blocks.map(({ source }) => [source, hashToken(`${identity} ${source.trim()}`).slice(0, 16)]))
}

/** R8.1: what is not as it was read; null where nothing differs. */
export function changesSince(
  read: readonly string[],
  marks: PlanMarks,
): { readonly isNew: (block: Block) => boolean; readonly gone: number } | null {
  const now = new Set(marks.values())
  const gone = new Set(read.filter((mark) => !now.has(mark))).size
  const known = new Set(read)
  const isNew = ({ source }: Block) => !known.has(marks.get(source) ?? '')
  const hasNew = [...now].some((mark) => !known.has(mark))
  return gone === 0 && !hasNew ? null : { isNew, gone }
}
