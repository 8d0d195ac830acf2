/** What a selection in a text becomes. */
export type Edited = { readonly text: string; readonly from: number; readonly to: number }
export type Selected = Edited

/** `**bold**`, or without its marks where it has them. */
export function wrap({ text, from, to }: Selected, mark: string): Edited {
  const [before, chosen, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)]
  if (before.endsWith(mark) && after.startsWith(mark)) {
    const at = from - mark.length
    return { text: before.slice(0, at) + chosen + after.slice(mark.length), from: at, to: at + chosen.length }
  }
  return { text: before + mark + chosen + mark + after, from: from + mark.length, to: to + mark.length }
}

/** Each line of the selection begins with its mark, or no longer does where all of them did. */
export function prefix({ text, from, to }: Selected, markOf: (at: number) => string): Edited {
  const start = text.lastIndexOf('\n', from - 1) + 1
  const found = text.indexOf('\n', to)
  const end = found < 0 ? text.length : found
  const lines = text.slice(start, end).split('\n')
  const bare = lines.map((line) => line.replace(/^(?:#{1,3} |[-*] |\d+[.)] )/, ''))
  const marked = bare.map((line, at) => markOf(at) + line)
  const next = (lines.every((line, at) => line === marked[at]) ? bare : marked).join('\n')
  return { text: text.slice(0, start) + next + text.slice(end), from: start, to: start + next.length }
}

/** `[chosen](https://)`, with the address to be typed. */
export function link({ text, from, to }: Selected): Edited {
  const label = text.slice(from, to)
  const address = 'https://'
  const made = label === '' ? address : `[${label}](${address})`
  const at = from + (label === '' ? address.length : made.length - 1)
  return { text: text.slice(0, from) + made + text.slice(to), from: at, to: at }
}
