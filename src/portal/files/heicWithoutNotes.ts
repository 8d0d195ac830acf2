type Box = { readonly type: string; readonly from: number; readonly to: number }

/**
 * A HEIC keeps its notes as items beside its pictures, and turns the pictures by properties of their own: the bytes of `Exif` and
 * `mime` items are blanked where they stand, so that no other offset moves. Throws a RangeError where it does not read as one.
 */
export function heicWithoutNotes(file: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  const meta = boxesIn(view, 0, file.length).find(({ type }) => type === 'meta')
  if (!meta) throw new RangeError('No pictures')
  const inside = boxesIn(view, meta.from + 4, meta.to)
  const boxOf = (type: string) => inside.find((box) => box.type === type)
  const [items, places, data] = [boxOf('iinf'), boxOf('iloc'), boxOf('idat')]
  if (!items || !places) throw new RangeError('No pictures')
  const notes = noteIds(view, items)
  const clean = file.slice()
  for (const { id, method, from, length } of extentsIn(view, places)) {
    if (!notes.has(id)) continue
    const start = method === 1 ? (data?.from ?? file.length) + from : from
    clean.fill(0, start, start + length)
  }
  return clean
}

function boxesIn(view: DataView, start: number, end: number): Box[] {
  const boxes: Box[] = []
  for (let at = start; at + 8 <= end;) {
    const said = view.getUint32(at)
    const head = said === 1 ? 16 : 8
    const length = said === 1 ? Number(view.getBigUint64(at + 8)) : said === 0 ? end - at : said
    if (length < head || at + length > end) throw new RangeError('A box beyond its end')
    boxes.push({ type: textOf(view, at + 4), from: at + head, to: at + length })
    at += length
  }
  return boxes
}

function textOf(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
}

function noteIds(view: DataView, { from, to }: Box): ReadonlySet<number> {
  const ids = new Set<number>()
  const list = view.getUint8(from) === 0 ? from + 6 : from + 8
  for (const entry of boxesIn(view, list, to)) {
    const version = view.getUint8(entry.from)
    if (version < 2) continue
    const id = version === 2 ? view.getUint16(entry.from + 4) : view.getUint32(entry.from + 4)
    const type = textOf(view, entry.from + (version === 2 ? 8 : 10))
    if (type === 'Exif' || type === 'mime') ids.add(id)
  }
  return ids
}

type Extent = { readonly id: number; readonly method: number; readonly from: number; readonly length: number }

function extentsIn(view: DataView, { from }: Box): Extent[] {
  const version = view.getUint8(from)
  const sizes = view.getUint16(from + 4)
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, sizes & 15]
  let at = from + 6
  const read = (bytes: number): number => {
    let value = 0
    for (let each = 0; each < bytes; each += 1) value = value * 256 + view.getUint8(at + each)
    at += bytes
    return value
  }
  const extents: Extent[] = []
  const count = read(version < 2 ? 2 : 4)
  for (let item = 0; item < count; item += 1) {
    const id = read(version < 2 ? 2 : 4)
    const method = version === 0 ? 0 : read(2) & 15
    read(2)
    const base = read(baseSize)
    for (let left = read(2); left > 0; left -= 1) {
      if (version > 0) read(indexSize)
      extents.push({ id, method, from: base + read(offsetSize), length: read(lengthSize) })
    }
  }
  return extents
}
