import type { FileKind } from '../../../shared/domain/fileKinds.ts'

/** What a worker is asked to draw. */
export type PreviewAsked = { readonly bytes: ArrayBuffer; readonly kind: FileKind }

/** What it answers: a picture of each page, in their order; then how many there are. Or that it cannot. */
export type PreviewAnswer =
  | { readonly page: number; readonly picture: Blob; readonly width: number; readonly height: number }
  | { readonly pages: number; readonly shown: number }
  | { readonly isUnreadable: true }

/** As many pages of a document are drawn; who needs more asks for them on paper. */
export const MOST_PAGES = 30
/** Of a side, in pixels: what a screen shows, and no more, however large somebody made it. */
export const MOST_PIXELS = 2_000
/** Of a picture as it is: one of fifty megapixels is decoded, and a bomb is not. */
export const MOST_AREA = 64_000_000
