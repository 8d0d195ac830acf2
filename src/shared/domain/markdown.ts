/**
 * R8.1: what of Markdown a treatment plan is written in: headings, lists, bold, italic and links. Parsed to a tree and never
 * to markup, so that whatever else stands in it is text (section 12).
 */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold' | 'italic'; readonly inside: readonly Inline[] }
  /** Its address is always shown whole, whatever it is called. */
  | { readonly kind: 'link'; readonly href: string; readonly label: string | null }

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly inside: readonly Inline[]; readonly source: string }
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Inline[])[]; readonly source: string }
  | {
      readonly kind: 'list'
      readonly isNumbered: boolean
      readonly start: number
      readonly items: readonly (readonly Inline[])[]
      readonly source: string
    }

const HEADING = /^ {0,3}(#{1,6})\s+(.+?)\s*#*$/
const BULLET = /^ {0,7}[-*+•]\s+(.+)$/
const NUMBERED = /^ {0,7}(\d{1,4})[.)]\s+(.+)$/

/** `source` of a block is its own text, by which it is told from another. */
export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = []
  let open: string[] = []
  const close = () => {
    if (open.length > 0) blocks.push(blockOf(open))
    open = []
  }
  for (const line of text.split(/\r?\n/)) {
    const kind = kindOf(line)
    if (kind === 'blank') close()
    else if (kind === 'heading') {
      close()
      blocks.push(blockOf([line]))
    } else {
      const [first] = open
      // What follows an item without a mark of its own goes on with it.
      const isOn =
        first === undefined || kindOf(first) === kind || (kind === 'paragraph' && kindOf(first) !== 'paragraph')
      if (!isOn) close()
      open.push(line)
    }
  }
  close()
  return blocks
}

type Kind = 'blank' | 'heading' | 'bullet' | 'numbered' | 'paragraph'

function kindOf(line: string): Kind {
  if (line.trim() === '') return 'blank'
  if (HEADING.test(line)) return 'heading'
  if (BULLET.test(line)) return 'bullet'
  return NUMBERED.test(line) ? 'numbered' : 'paragraph'
}

function blockOf(lines: readonly string[]): Block {
  const source = lines.join('\n')
  const [first = ''] = lines
  const heading = HEADING.exec(first)
  if (heading) {
    const level = Math.min(heading[1]?.length ?? 1, 3)
    return { kind: 'heading', level: level === 1 ? 1 : level === 2 ? 2 : 3, inside: inlineOf(heading[2] ?? ''), source }
  }
  const isNumbered = kindOf(first) === 'numbered'
  if (!isNumbered && kindOf(first) !== 'bullet') {
    return { kind: 'paragraph', lines: lines.map((line) => inlineOf(line.trim())), source }
  }
  const items: string[] = []
  for (const line of lines) {
    const item = isNumbered ? NUMBERED.exec(line)?.[2] : BULLET.exec(line)?.[1]
    if (item === undefined && items.length > 0) items.push(`${items.pop() ?? ''} ${line.trim()}`)
    else items.push(item ?? line.trim())
  }
  const start = isNumbered ? Number(NUMBERED.exec(first)?.[1] ?? 1) : 1
  return { kind: 'list', isNumbered, start, items: items.map((item) => inlineOf(item)), source }
}

/** The first of these that stands in a text: a link with a name, an address, bold, italic. */
const INLINE =
  /\[([^\]\n]{1,500})\]\((https?:\/\/[^\s()<>]{1,2000})\)|(https?:\/\/[^\s<>()[\]]{1,2000}[^\s<>()[\].,;:!?"'])|\*\*(?=\S)([^\n]{1,2000}?\S|\S)\*\*|(?<![\w*])[*_](?=[^\s*_])([^*_\n]{1,2000}?)(?<=\S)[*_](?![\w*])/u
/** Nobody nests deeper. */
const DEPTH = 3

function inlineOf(text: string, depth = 0): Inline[] {
  const found: Inline[] = []
  let rest = text
  while (rest !== '') {
    const match = depth > DEPTH ? null : INLINE.exec(rest)
    if (!match) break
    if (match.index > 0) found.push({ kind: 'text', text: rest.slice(0, match.index) })
    const [whole, label, named, bare, bold, italic] = match
    if (named !== undefined) found.push({ kind: 'link', href: named, label: label ?? null })
    else if (bare !== undefined) found.push({ kind: 'link', href: bare, label: null })
    else if (bold !== undefined) found.push({ kind: 'bold', inside: inlineOf(bold, depth + 1) })
    else found.push({ kind: 'italic', inside: inlineOf(italic ?? '', depth + 1) })
    rest = rest.slice(match.index + whole.length)
  }
  if (rest !== '') found.push({ kind: 'text', text: rest })
  return found
}
