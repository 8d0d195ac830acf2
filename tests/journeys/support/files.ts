import type { Page } from '@playwright/test'

/** A PDF of one page that says this, in a font that every reader brings. */
export function pdfThatSays(words: string): Buffer {
  const drawn = `BT /F1 24 Tf 40 100 Td (${words}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  const numbered = objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`).join('')
  return Buffer.from(`%PDF-1.4\n${numbered}trailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n`)
}

/** A photo as a telephone makes it: where it was taken stands in it. */
export async function photo(page: Page, place: string): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(640, 480)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('Nothing to draw on')
    context.fillStyle = '#2a6'
    context.fillRect(0, 0, 640, 480)
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())
    return btoa(String.fromCharCode(...bytes))
  })
  const plain = Buffer.from(base64, 'base64')
  const notes = Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0', 'latin1'), Buffer.from(place)])
  const length = notes.length + 2
  return Buffer.concat([
    plain.subarray(0, 2),
    Buffer.from([0xff, 0xe1, length >> 8, length & 255]),
    notes,
    plain.subarray(2),
  ])
}

/** How many different colours a picture on the screen has: one that shows nothing has one. */
export async function coloursIn(page: Page, name: RegExp): Promise<number> {
  return page.getByRole('img', { name }).evaluate(async (element) => {
    const image = element as HTMLImageElement // of this role
    await image.decode()
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight)
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const data = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray()
    return new Set(new Uint32Array(data.buffer)).size
  })
}
