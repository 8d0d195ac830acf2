import { expect, test } from 'vitest'
import { fileKindOf, fileNameFor, fileProblem } from './fileKinds.ts'
import { FILE_BYTES } from './fileLimits.ts'
import { cleanFileName, FileName } from './fileNames.ts'

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const PNG = latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')

test.each([
  ['pdf', '%PDF-1.7'],
  ['jpeg', '\xff\xd8\xff\xe0'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['heic', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
  ['heic', '\0\0\0\x18ftypmif1\0\0\0\0mif1heic'],
])('R8.3 a file is %s by its content', (kind, head) => {
  expect(fileKindOf(latin1(head))).toBe(kind)
})

test.each([
  ['HTML', '<!doctype html>'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg">'],
  ['an archive', 'PK\x03\x04'],
  ['a program', 'MZ\x90'],
  ['EICAR', 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR'],
  ['a GIF', 'GIF89a'],
  ['a film', '\0\0\0\x18ftypisom\0\0\0\0isomavc1'],
  ['an AVIF', '\0\0\0\x18ftypavif\0\0\0\0mif1avif'],
  ['a PDF behind something else', 'GIF89a%PDF-1.7'],
  ['a PNG that lost its first byte', 'PNG\r\n\x1a\n'],
  ['a HEIC whose brands lie outside of its box', '\0\0\0\x10ftypmif1\0\0\0\0heicheic'],
  ['nothing', ''],
])('R8.3 %s is none', (_what, head) => {
  expect(fileKindOf(latin1(head))).toBeNull()
})

test('R8.3, section 12 20 MB may be, and not a byte more; nothing may not', () => {
  expect(fileProblem(FILE_BYTES, PNG)).toBeNull()
  expect(fileProblem(FILE_BYTES + 1, PNG)).toBe('tooLarge')
  expect(fileProblem(0, new Uint8Array())).toBe('empty')
  expect(fileProblem(10, latin1('<html>'))).toBe('otherKind')
})

test('section 12 a name is text: nothing in it leads elsewhere, turns it round or is cut in half', () => {
  expect(cleanFileName('../../etc/passwd')).toBe('-..-etc-passwd')
  expect(cleanFileName('C:\\temp\\x.pdf')).toBe('C--temp-x.pdf')
  expect(cleanFileName('\u202Egpj.exe')).toBe('gpj.exe')
  expect(cleanFileName('a\u0000b\nc.pdf')).toBe('a-b-c.pdf')
  expect(cleanFileName(' ..hidden ')).toBe('hidden')
  expect(cleanFileName('صورة.jpg')).toBe('صورة.jpg')
  expect(cleanFileName(`${'x'.repeat(199)}😀`)).toBe('x'.repeat(199))
  expect(FileName.safeParse('x'.repeat(201)).data).toHaveLength(200)
  expect(FileName.safeParse('\u202E').success).toBe(false)
})

test('a file is kept with the ending of what it is', () => {
  expect(fileNameFor('letter', 'pdf')).toBe('letter.pdf')
  expect(fileNameFor('letter.PDF', 'pdf')).toBe('letter.PDF')
  expect(fileNameFor('bill.exe', 'jpeg')).toBe('bill.exe.jpeg')
  expect(fileNameFor('photo.jpg', 'jpeg')).toBe('photo.jpg')
})
