import { z } from 'zod'
import { FILE_BYTES } from './fileLimits.ts'

/** R8.3: what a document or an upload can be, by its content. */
export const FileKind = z.enum(['pdf', 'jpeg', 'png', 'heic'])
export type FileKind = z.infer<typeof FileKind>

/** Why a file is not taken. */
export const FileRefusal = z.enum(['empty', 'tooLarge', 'otherKind'])
export type FileRefusal = z.infer<typeof FileRefusal>

/** As many of its first bytes tell what it is. */
export const HEAD_BYTES = 64

/** R8.3: what a file is, by its content and never by its name; null for anything else. @param head of its first bytes */
export function fileKindOf(head: Uint8Array): FileKind | null {
  if (begins(head, [0x25, 0x50, 0x44, 0x46, 0x2d])) return 'pdf'
  if (begins(head, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (begins(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  return isHeic(head) ? 'heic' : null
}

/** R8.3, section 12: whether a file may be sent or shared; null where it may. @param bytes of all of it */
export function fileProblem(bytes: number, head: Uint8Array): FileRefusal | null {
  if (bytes === 0) return 'empty'
  if (bytes > FILE_BYTES) return 'tooLarge'
  return fileKindOf(head) === null ? 'otherKind' : null
}

const EXTENSIONS = {
  pdf: /\.pdf$/i,
  jpeg: /\.jpe?g$/i,
  png: /\.png$/i,
  heic: /\.hei[cf]$/i,
} as const satisfies Record<FileKind, RegExp>

/** As it is kept on somebody's disk: with the ending of what it is, whatever it was called. */
export function fileNameFor(name: string, kind: FileKind): string {
  return EXTENSIONS[kind].test(name) ? name : `${name}.${kind}`
}

/** What goes with the bytes when a browser shows or keeps them. */
export const MEDIA_TYPES = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  heic: 'image/heic',
} as const satisfies Record<FileKind, string>

/** Not only the mark of a family of formats: pictures by HEVC, and no films. */
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis']

function isHeic(head: Uint8Array): boolean {
  if (textAt(head, 4) !== 'ftyp') return false
  const length = ((head[2] ?? 0) << 8) | (head[3] ?? 0)
  const brands = [textAt(head, 8)]
  for (let at = 16; at + 4 <= Math.min(length, head.length); at += 4) brands.push(textAt(head, at))
  return brands.some((brand) => HEIC_BRANDS.includes(brand))
}

function begins(head: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => head[at] === byte)
}

function textAt(head: Uint8Array, at: number): string {
  return String.fromCharCode(...head.subarray(at, at + 4))
}
