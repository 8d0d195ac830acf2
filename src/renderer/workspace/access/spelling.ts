import { words } from '../../words/words.ts'

export type SpokenSign = { readonly sign: string; readonly spoken: string }

/** R4.5: each sign of a code as it is read out on a bad line; the dash is a pause. */
export function spelling(code: string): SpokenSign[][] {
  return code.split('-').map((part) => [...part].map((sign) => ({ sign, spoken: words.access.spoken[sign] ?? sign })))
}
