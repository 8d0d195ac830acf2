import Papa from 'papaparse'

/** As it stands in the file: its first row apart, each other one with the number that a spreadsheet gives it. */
export type SourceFile = {
  readonly name: string
  /** Between its cells. */
  readonly delimiter: string
  readonly headers: readonly string[]
  readonly rows: readonly SourceRow[]
  /** Where a quotation mark begins that its cell does not close, so that rows after it were read as that cell; null where none. */
  readonly openQuoteLine: number | null
}
export type SourceRow = { readonly line: number; readonly cells: readonly string[] }
export type FileTrouble = 'tooLarge' | 'notText' | 'noRows'

/** More text than any clinic's list of patients, and less than makes a page heavy. */
const LARGEST_BYTES = 48 * 1024 * 1024

/**
 * A CSV as spreadsheets and clinics' programs write it: in UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs.
 * @returns why it cannot be read instead
 */
export async function readFile(file: File): Promise<SourceFile | FileTrouble> {
  if (file.size > LARGEST_BYTES) return 'tooLarge'
  const text = decoded(new Uint8Array(await file.arrayBuffer()))
  if (text === null) return 'notText'
  const delimiter = delimiterOf(text)
  const { data, errors } = Papa.parse<string[]>(text, { delimiter })
  const openQuote = errors.find(({ type }) => type === 'Quotes')
  const all = data.map((cells, index) => ({ line: index + 1, cells: cells.map(withoutGuard) }))
  const [head, ...rows] = all.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (!head || rows.length === 0) return 'noRows'
  return {
    name: file.name,
    delimiter,
    headers: head.cells.map((header) => header.trim()),
    rows,
    openQuoteLine: openQuote?.row === undefined ? null : openQuote.row + 1,
  }
}

/** Programs put an apostrophe before what a spreadsheet would run as a formula, also before a telephone number’s plus. */
function withoutGuard(cell: string): string {
  return /^'[=+\-@\t\r]/u.test(cell) ? cell.slice(1) : cell
}

/** Guessed from the first rows that hold something; an empty one would lead astray. */
function delimiterOf(text: string): string {
  return Papa.parse(text, { preview: 20, skipEmptyLines: 'greedy' }).meta.delimiter
}

/** Null for what is no text: a spreadsheet's own format, a picture. */
export function decoded(bytes: Uint8Array): string | null {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
