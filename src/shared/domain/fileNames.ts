import { z } from 'zod'
import { BIDI_CONTROLS, PersonName } from './people.ts'

/** What leads to another folder, or means something to a system of files. */
const PATH_MARKS = /[/\\:*?"<>|\p{Cc}]/gu

/** Section 12: names 200 characters. A name is text to be read: whatever a system of files would make of it is taken out. */
export function cleanFileName(name: string): string {
  const clean = name.replaceAll(BIDI_CONTROLS, '').replaceAll(PATH_MARKS, '-').trim().replace(/^\.+/u, '')
  return cut(clean, 200).trim()
}

/** A character of two halves is not cut through. */
function cut(text: string, length: number): string {
  const end = text.slice(0, length)
  return /[\uD800-\uDBFF]$/u.test(end) ? end.slice(0, -1) : end
}

/** What staff call a document. */
export const DocumentTitle = PersonName

/** As a file is called; what is left of it when it was nothing but marks is nobody's name. */
export const FileName = z.string().overwrite(cleanFileName).min(1).max(200)
