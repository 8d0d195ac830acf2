import { fromFragment } from '../../envelope/secrets.ts'
import { normaliseCode } from '../invitations.ts'
import { EmailAddress } from '../people.ts'

/** What was typed into "Portal help": what the person on the telephone reads out, or who they are. */
export type HelpReading =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'code'; readonly code: string }
  /** `secret` is null where its end is cut off; `clinicId` where it names none. */
  | { readonly kind: 'link'; readonly clinicId: string | null; readonly secret: string | null }
  | { readonly kind: 'email'; readonly email: string }
  /** A name, a telephone number, a date of birth, a chart's number. */
  | { readonly kind: 'text'; readonly text: string }

const LINK = /\/c\/([0-9a-f-]{36})|\/open\b/iu

/** R4.9. */
export function readTyped(typed: string): HelpReading {
  const text = typed.trim()
  if (text === '') return { kind: 'nothing' }
  if (LINK.test(text)) {
    const hash = text.indexOf('#')
    const clinicId = /\/c\/([0-9a-f-]{36})/iu.exec(text)?.[1]?.toLowerCase() ?? null
    return { kind: 'link', clinicId, secret: hash < 0 ? null : fromFragment(text.slice(hash)) }
  }
  const secret = text.length > 40 ? fromFragment(text) : null
  if (secret !== null) return { kind: 'link', clinicId: null, secret }
  const code = normaliseCode(text)
  // A name of eight letters is a name; whoever reads out a code reads out a figure or says the dash.
  if (code !== null && /[2-9\-–—]/u.test(text)) return { kind: 'code', code }
  const email = EmailAddress.safeParse(text)
  return email.success ? { kind: 'email', email: email.data } : { kind: 'text', text }
}

/** Whether two addresses are one but for a slip or two: a letter left out, doubled, changed, or two that changed places. */
export function isNearAddress(one: string, other: string): boolean {
  const [a, b] = [one.trim().toLowerCase(), other.trim().toLowerCase()]
  if (Math.abs(a.length - b.length) > MOST_SLIPS) return false
  return slipsBetween(a, b) <= MOST_SLIPS
}

export const MOST_SLIPS = 2

/** Edits of one letter, and neighbours that changed places. */
function slipsBetween(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1]
      const edited = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (isSame ? 0 : 1))
      const hasTurned = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      next.push(hasTurned ? Math.min(edited, (before[j - 2] ?? 0) + 1) : edited)
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}
