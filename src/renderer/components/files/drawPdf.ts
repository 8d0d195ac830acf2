import { getDocument } from 'pdfjs-dist'
// It runs in this thread, which is one of its own already.
import * as pdfjsWorker from 'pdfjs-dist/build/pdf.worker.mjs'
import { MOST_AREA, MOST_PAGES, MOST_PIXELS, type PreviewAnswer } from './previewMessages.ts'

Object.assign(globalThis, { pdfjsWorker })

/** Of the fonts that every reader of PDF has to have: each is a script of its own, because nothing is fetched here. */
const FONTS = import.meta.glob<string>('../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
  query: '?inline',
  import: 'default',
})

class Canvases {
  create(width: number, height: number) {
    const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height))
    return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) }
  }
  reset({ canvas }: { canvas: OffscreenCanvas }, width: number, height: number) {
    canvas.width = width
    canvas.height = height
  }
  destroy({ canvas }: { canvas: OffscreenCanvas }) {
    canvas.width = 0
    canvas.height = 0
  }
  getNoAlphaContext(canvas: OffscreenCanvas) {
    return canvas.getContext('2d', { alpha: false })
  }
}

class NoFilters {
  readonly none = (): string => 'none'
  addFilter = this.none
  addHCMFilter = this.none
  addAlphaFilter = this.none
  addLuminosityFilter = this.none
  addKnockoutFilter = this.none
  addHighlightHCMFilter = this.none
  addSelectionHCMFilter = this.none
  addSelectionFilter = this.none
  createSelectionStyle = (): null => null
  destroy(): void {}
}

class OwnFonts {
  async fetch({ filename }: { readonly kind: string; readonly filename: string }): Promise<Uint8Array> {
    const load = FONTS[`../../../../node_modules/pdfjs-dist/standard_fonts/${filename}`]
    if (!load) throw new Error('Not one of ours')
    const [, base64 = ''] = (await load()).split(',')
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  }
}

/** R8.3: each page as a picture; forms, links, scripts and what else a PDF can be are not asked for. */
export async function drawPdf(file: Uint8Array<ArrayBuffer>, say: (answer: PreviewAnswer) => void): Promise<void> {
  const task = getDocument({
    data: file,
    CanvasFactory: Canvases,
    FilterFactory: NoFilters,
    BinaryDataFactory: OwnFonts,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    disableWorkerRendering: true,
    isEvalSupported: false,
    enableXfa: false,
    maxImageSize: MOST_AREA,
    standardFontDataUrl: 'fonts/',
    verbosity: 0,
    // The package's types know of none of the factories.
  } as Parameters<typeof getDocument>[0])
  try {
    const pdf = await task.promise
    const shown = Math.min(pdf.numPages, MOST_PAGES)
    for (let number = 1; number <= shown; number += 1) {
      const page = await pdf.getPage(number)
      const natural = page.getViewport({ scale: 1 })
      const scale = Math.min(2, MOST_PIXELS / Math.max(natural.width, natural.height, 1))
      const viewport = page.getViewport({ scale })
      const canvas = new OffscreenCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
      // A canvas without a page draws as one with a page does.
      await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, annotationMode: 0 }).promise
      const picture = await canvas.convertToBlob({ type: 'image/png' })
      say({ page: number, picture, width: canvas.width, height: canvas.height })
      page.cleanup()
    }
    say({ pages: pdf.numPages, shown })
  } finally {
    await task.destroy()
  }
}
