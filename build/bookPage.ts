import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

/** The pages, and what tells whether they are the clinic's (R11.5). */
const NEEDED = [/pages\/booking\/BookingPages\.tsx$/, /envelope\/fingerprint\.ts$/]

/**
 * Writes `book.html` beside `index.html`: the same page, which names the scripts of booking in its head, so that a telephone asks for
 * them as soon as it has the page and not once it has run the first script.
 */
export const bookPage: Plugin = {
  name: 'book-page',
  writeBundle({ dir = '' }, bundle) {
    const chunks = Object.values(bundle).filter((each) => each.type === 'chunk')
    const entries = NEEDED.map((name) => chunks.find(({ facadeModuleId }) => name.test(facadeModuleId ?? '')))
    const found = new Set<string>()
    for (const entry of entries) {
      if (!entry) throw new Error('What booking needs first is in no chunk of its own')
      neededBy(entry.fileName, chunks, found)
    }
    const page = readFileSync(join(dir, 'index.html'), 'utf8')
    const links = [...found]
      .filter((fileName) => !page.includes(fileName))
      .map((fileName) => `    <link rel="modulepreload" crossorigin href="/${fileName}">\n`)
    writeFileSync(join(dir, 'book.html'), page.replace('  </head>', `${links.join('')}  </head>`))
  },
}

/** With what it imports, and what that does. */
function neededBy(fileName: string, chunks: readonly Rolldown.OutputChunk[], found: Set<string>): void {
  if (found.has(fileName)) return
  found.add(fileName)
  for (const each of chunks.find((chunk) => chunk.fileName === fileName)?.imports ?? []) neededBy(each, chunks, found)
}
