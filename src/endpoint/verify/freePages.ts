import { closeSync, openSync, readSync } from 'node:fs'

/** https://www.sqlite.org/fileformat2.html: where the header says how long a page is, how many there are, and where the free list begins. */
const HEADER = { pageSize: 16, pages: 28, firstTrunk: 32, length: 100 }

/**
 * R9.4: how many pages of an SQLite file that hold nothing any more still say something. A trunk of the free list begins with
 * the next one's number, how many leaves it names, and their numbers, behind which numbers of leaves stand that were taken from it
 * since; a leaf is to be zero.
 */
export function wordsInFreePages(file: string): number {
  const handle = openSync(file, 'r')
  const read = (length: number, at: number): Buffer => {
    const bytes = Buffer.alloc(length)
    readSync(handle, bytes, 0, length, at)
    return bytes
  }
  try {
    const header = read(HEADER.length, 0)
    const said = header.readUInt16BE(HEADER.pageSize)
    const size = said === 1 ? 65_536 : said
    const pages = header.readUInt32BE(HEADER.pages)
    const page = (number: number) => read(size, (number - 1) * size)
    let count = 0
    const seen = new Set<number>()
    for (let at = header.readUInt32BE(HEADER.firstTrunk); at !== 0 && !seen.has(at);) {
      seen.add(at)
      const trunk = page(at)
      const leaves = Math.min(trunk.readUInt32BE(4), size / 4 - 2)
      if (!holdsNumbersUpTo(pages, trunk.subarray(8 + leaves * 4))) count += 1
      for (let leaf = 0; leaf < leaves; leaf += 1) {
        if (page(trunk.readUInt32BE(8 + leaf * 4)).some(Boolean)) count += 1
      }
      at = trunk.readUInt32BE(0)
    }
    return count
  } finally {
    closeSync(handle)
  }
}

function holdsNumbersUpTo(most: number, bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at += 4) if (bytes.readUInt32BE(at) > most) return false
  return true
}
