import type { FileKind } from '../../shared/domain/fileKinds.ts'
import { heicWithoutNotes } from './heicWithoutNotes.ts'

/**
 * R8.3: where a picture was taken, with what and when, goes before it is sealed; which way is up stays. What does not read as what it
 * is comes back as it was: the desk says what that is.
 */
export function withoutPositions(file: Uint8Array, kind: FileKind): Uint8Array {
  try {
    if (kind === 'jpeg') return jpegWithoutNotes(file)
    if (kind === 'png') return pngWithoutNotes(file)
    return kind === 'heic' ? heicWithoutNotes(file) : file
  } catch (error) {
    if (error instanceof RangeError) return file
    throw error
  }
}

const APP0 = 0xe0
const EXIF = 0xe1
const ICC = 0xe2
const ADOBE = 0xee
const SCAN = 0xda
const END = 0xd9

/** Segments that a picture is drawn by; after its end nothing follows, where a second picture with notes of its own may stand. */
function jpegWithoutNotes(file: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  const kept: Uint8Array[] = [file.subarray(0, 2)]
  let orientation = 1
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) throw new RangeError('No segment')
    const mark = view.getUint8(at + 1)
    if (mark === 0xff) {
      at += 1
      continue
    }
    if (mark === END) {
      kept.push(file.subarray(at, at + 2))
      return joined(orientation === 1 ? kept : [kept[0] ?? file, onlyOrientation(orientation), ...kept.slice(1)])
    }
    const end = mark === SCAN ? endOfScan(view, at) : at + 2 + view.getUint16(at + 2)
    const segment = file.subarray(at, end)
    if (mark === EXIF) orientation = orientationIn(segment) ?? orientation
    if (isDrawnBy(mark, segment)) kept.push(segment)
    at = end
  }
}

function isDrawnBy(mark: number, segment: Uint8Array): boolean {
  if (mark === 0xfe) return false
  if (mark < APP0 || mark > 0xef) return true
  return mark === APP0 || mark === ADOBE || (mark === ICC && textAt(segment, 4, 11) === 'ICC_PROFILE')
}

/** Where the next mark stands that is neither a stuffed byte nor a restart. */
function endOfScan(view: DataView, from: number): number {
  for (let at = from + 2 + view.getUint16(from + 2); ; at += 1) {
    if (view.getUint8(at) !== 0xff) continue
    const next = view.getUint8(at + 1)
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
}

const ORIENTATION = 0x0112

/** Null where nothing of it says so. */
function orientationIn(segment: Uint8Array): number | null {
  if (textAt(segment, 4, 4) !== 'Exif') return null
  const tiff = new DataView(segment.buffer, segment.byteOffset + 10, segment.length - 10)
  const isLittle = tiff.getUint16(0) === 0x4949
  const first = tiff.getUint32(4, isLittle)
  for (let entry = 0; entry < tiff.getUint16(first, isLittle); entry += 1) {
    const at = first + 2 + 12 * entry
    if (tiff.getUint16(at, isLittle) === ORIENTATION) {
      const said = tiff.getUint16(at + 8, isLittle)
      return said >= 1 && said <= 8 ? said : null
    }
  }
  return null
}

/** A segment that says which way is up, and nothing else. */
function onlyOrientation(orientation: number): Uint8Array {
  return Uint8Array.from([
    ...[0xff, EXIF, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
  ])
}

/** Besides what is critical, whose first letter is a capital. */
const PNG_KEPT = ['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'pHYs', 'bKGD']

function pngWithoutNotes(file: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  const kept: Uint8Array[] = [file.subarray(0, 8)]
  for (let at = 8; ;) {
    const end = at + 12 + view.getUint32(at)
    const type = textAt(file, at + 4, 4)
    if (end > file.length) throw new RangeError('Cut short')
    if (/^[A-Z]/.test(type) || PNG_KEPT.includes(type)) kept.push(file.subarray(at, end))
    if (type === 'IEND') return joined(kept)
    at = end
  }
}

export function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
