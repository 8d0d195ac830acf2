import { base64 } from '@scure/base'
import type { Sealed } from './seal.ts'

/*
 * An age header lists a stanza for each recipient, and whoever opens the file tries each of them: one multiplication on the
 * curve, and as much text as its writer likes. What is sealed here has two or three recipients of about 100 bytes each; the
 * age program adds a meaningless stanza now and then. So a header is refused before anything is tried where it is longer
 * than any honest one (R11.6).
 */
const MAX_STANZAS = 20
/** In bytes, and nothing beyond is looked at; 20 stanzas of an X25519 recipient are 2 KiB. */
const MAX_HEADER = 4098
/** Of base64: a header that ends within them ends within the bytes. */
const CHARACTERS = (MAX_HEADER / 3) * 4

/** Looks at the beginning of an age file only, whatever its length. Rejects a header that is longer than it may be. */
export function checkHeader(sealed: Sealed): void {
  const beginning = String.fromCharCode(...base64.decode(sealed.slice(0, CHARACTERS)))
  const end = beginning.indexOf('\n--- ')
  const isWithin = end >= 0 && beginning.slice(0, end).split('\n-> ').length - 1 <= MAX_STANZAS
  if (!isWithin) throw new Error('The header is none that is opened here')
}
