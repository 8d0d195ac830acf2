import { MEDIA_TYPES, type FileKind } from '../../../shared/domain/fileKinds.ts'
import { MOST_AREA, MOST_PIXELS } from './previewMessages.ts'

type Picture = { readonly picture: Blob; readonly width: number; readonly height: number }

/** Drawn anew as a PNG of a screen's size: whatever else was in the file stays behind. Rejects where it does not decode. */
export async function drawPicture(file: Uint8Array<ArrayBuffer>, kind: Exclude<FileKind, 'pdf'>): Promise<Picture> {
  const source = kind === 'heic' ? await decodeHeic(file) : await decode(file, kind)
  const scale = Math.min(1, MOST_PIXELS / Math.max(source.width, source.height))
  const canvas = new OffscreenCanvas(Math.ceil(source.width * scale), Math.ceil(source.height * scale))
  canvas.getContext('2d')?.drawImage(source, 0, 0, canvas.width, canvas.height)
  source.close()
  return { picture: await canvas.convertToBlob({ type: 'image/png' }), width: canvas.width, height: canvas.height }
}

async function decode(file: Uint8Array<ArrayBuffer>, kind: 'jpeg' | 'png'): Promise<ImageBitmap> {
  const size = kind === 'png' ? pngSize(file) : jpegSize(file)
  if (!size || size.width * size.height > MOST_AREA) throw new Error('No picture of a size that can be')
  return createImageBitmap(new Blob([file], { type: MEDIA_TYPES[kind] }))
}

type Size = { readonly width: number; readonly height: number }

function pngSize(file: Uint8Array<ArrayBuffer>): Size | null {
  if (file.length < 24) return null
  const view = new DataView(file.buffer, file.byteOffset)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** As its frame says, which stands before the first of its data. */
function jpegSize(file: Uint8Array<ArrayBuffer>): Size | null {
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  for (let at = 2; at + 9 < file.length;) {
    const mark = view.getUint16(at)
    if (mark === 0xffff) {
      at += 1
      continue
    }
    const isFrame = mark >= 0xffc0 && mark <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(mark)
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    if (mark < 0xff00 || mark === 0xffda) return null
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

async function decodeHeic(file: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  const { default: makeHeif } = await import('libheif-js/libheif-wasm/libheif-bundle.mjs')
  const heif = makeHeif()
  const [image] = new heif.HeifDecoder().decode(file)
  if (!image) throw new Error('No picture')
  const [width, height] = [image.get_width(), image.get_height()]
  if (width * height > MOST_AREA) throw new Error('No picture of a size that can be')
  const data = new ImageData(width, height)
  await new Promise<void>((resolve, reject) => {
    image.display(data, (drawn) => (drawn ? resolve() : reject(new Error('The picture does not decode'))))
  })
  image.free()
  return createImageBitmap(data)
}
