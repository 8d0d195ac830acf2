const MEGABYTE = 1024 * 1024

/** Whose set-aside things count together: those that one login wrote, or those that nobody is known to have written. */
export type KeptFor = 'login' | 'nobody'

/**
 * R11.6: so many bytes of what was set aside wait whole at the desk. A login has what it can have waiting at the endpoint
 * (60 MB) and what its rows take, so that nothing is cut that came while the desk was off; what nobody is known to have
 * written has twice that, all together.
 */
export const BYTES_KEPT: Readonly<Record<KeptFor, number>> = { login: 64 * MEGABYTE, nobody: 128 * MEGABYTE }

/** What a row, its places in indexes and its line in the audit log take besides: a page of the file, so that rows are bounded too. */
const ROW_BYTES = 4_096

/** @param utf8Bytes of what is kept @returns what it counts */
export function countedBytes(utf8Bytes: number): number {
  return utf8Bytes + ROW_BYTES
}

/** @param kept bytes that wait, the new ones among them */
export function isWithinRoom(of: KeptFor, kept: number): boolean {
  return kept <= BYTES_KEPT[of]
}

/** Of each, so many of what was not kept are noted one by one; the others are counted together, or notes would fill the file. */
const NOTES = 100

/** @param notes that nobody has put away */
export function isNotedAlone(notes: number): boolean {
  return notes < NOTES
}
