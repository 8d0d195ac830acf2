import { expect, test } from 'vitest'
import { withoutPositions } from './withoutPositions.ts'

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
type Piece = string | readonly number[] | Uint8Array
const bytes = (...parts: readonly Piece[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...latin1(part)] : [...part])))
const text = (file: Uint8Array) => String.fromCharCode(...file)
const PLACE = 'GPS 51.0N 3.7E'

function segment(mark: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2
  return bytes([0xff, mark, length >> 8, length & 255], body)
}
/** TIFF notes that say which way is up, and where. */
function exif(orientation: number, isLittle = false): Uint8Array {
  const two = (value: number) => (isLittle ? [value, 0] : [0, value])
  const four = (value: number) => (isLittle ? [value, 0, 0, 0] : [0, 0, 0, value])
  const tag = isLittle ? [0x12, 0x01] : [0x01, 0x12]
  const entry = [...tag, ...two(3), ...four(1), ...two(orientation), 0, 0]
  return bytes('Exif\0\0', isLittle ? 'II' : 'MM', two(42), four(8), two(1), entry, PLACE)
}
const SCAN = bytes(segment(0xda, bytes([1, 2, 3])), [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56])
const TABLE = segment(0xdb, bytes([9, 9]))

test('R8.3 of a JPEG its notes go, wherever they stand, and which way is up stays', () => {
  const icc = segment(0xe2, bytes('ICC_PROFILE\0', [1, 1, 7]))
  const file = bytes(
    [0xff, 0xd8],
    segment(0xe1, exif(6)),
    segment(0xe1, bytes('http://ns.adobe.com/xap/1.0/\0', PLACE)),
    segment(0xed, bytes(PLACE)),
    segment(0xfe, bytes(PLACE)),
    segment(0xe2, bytes('MPF\0', PLACE)),
    icc,
    TABLE,
    SCAN,
    TABLE,
    SCAN,
    [0xff, 0xd9],
    [0xff, 0xd8],
    segment(0xe1, exif(1)),
    PLACE,
  )

  const clean = withoutPositions(file, 'jpeg')

  expect(text(clean)).not.toContain(PLACE)
  const up = clean.subarray(2, 38)
  expect(clean).toEqual(bytes([0xff, 0xd8], up, icc, TABLE, SCAN, TABLE, SCAN, [0xff, 0xd9]))
  expect(text(up)).toContain('Exif')
  expect(up[29]).toBe(6)
  expect(withoutPositions(clean, 'jpeg'), 'and stays when it goes once more').toEqual(clean)
})

test('R8.3 a JPEG that is the right way up says nothing of it afterwards', () => {
  const file = bytes([0xff, 0xd8], segment(0xe1, exif(1, true)), TABLE, SCAN, [0xff, 0xd9])

  expect(withoutPositions(file, 'jpeg')).toEqual(bytes([0xff, 0xd8], TABLE, SCAN, [0xff, 0xd9]))
})

test('R8.3 of a PNG what it is drawn by stays, and what follows its end goes', () => {
  const chunk = (type: string, body: string) => bytes([0, 0, 0, body.length], type, body, 'crc!')
  const head = bytes([0x89], 'PNG\r\n', [0x1a], '\n')
  const file = bytes(
    head,
    chunk('IHDR', 'size'),
    chunk('eXIf', PLACE),
    chunk('tEXt', PLACE),
    chunk('iTXt', PLACE),
    chunk('gAMA', 'light'),
    chunk('IDAT', 'picture'),
    chunk('IEND', ''),
    PLACE,
  )

  const kept = [chunk('IHDR', 'size'), chunk('gAMA', 'light'), chunk('IDAT', 'picture'), chunk('IEND', '')]
  expect(withoutPositions(file, 'png')).toEqual(bytes(head, ...kept))
})

test('R8.3 of a HEIC the notes are blanked where they stand, and nothing moves', () => {
  const box = (type: string, ...body: readonly Piece[]) => {
    const inside = bytes(...body)
    return bytes([0, 0, (inside.length + 8) >> 8, (inside.length + 8) & 255], type, inside)
  }
  const item = (id: number, type: string) => box('infe', [2, 0, 0, 0, 0, id, 0, 0], type, [0])
  const make = (notesAt: number) =>
    bytes(
      box('ftyp', 'heic', [0, 0, 0, 0], 'mif1heic'),
      box(
        'meta',
        [0, 0, 0, 0],
        box('iinf', [0, 0, 0, 0, 0, 2], item(1, 'hvc1'), item(2, 'Exif')),
        box(
          'iloc',
          [1, 0, 0, 0, 0x44, 0x00, 0, 2],
          [0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, notesAt - 7, 0, 0, 0, 7],
          [0, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0, notesAt, 0, 0, 0, PLACE.length],
        ),
      ),
      box('mdat', 'picture', PLACE, 'more'),
    )
  const notesAt = text(make(100)).indexOf(PLACE)
  const file = make(notesAt)

  const clean = withoutPositions(file, 'heic')

  expect(text(clean)).toBe(text(file).replace(PLACE, '\0'.repeat(PLACE.length)))
})

test.each(['jpeg', 'png', 'heic'] as const)('R8.3 a %s that does not read as one comes back as it was', (kind) => {
  const heads = { jpeg: [0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1], png: [0x89, 0x50], heic: [0, 0, 0, 24, 1, 2, 3, 4] }
  const file = Uint8Array.from(heads[kind])

  expect(withoutPositions(file, kind)).toEqual(file)
})

test('a PDF is sent as it is', () => {
  const file = latin1('%PDF-1.7')

  expect(withoutPositions(file, 'pdf')).toBe(file)
})
