/** The part of the package that is used here; its own types are of the whole of libheif. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  type HeifImage = {
    readonly get_width: () => number
    readonly get_height: () => number
    readonly display: (into: ImageData, done: (drawn: ImageData | null) => void) => void
    readonly free: () => void
  }
  type Heif = { readonly HeifDecoder: new () => { readonly decode: (file: Uint8Array) => HeifImage[] } }
  const makeHeif: () => Heif
  export default makeHeif
}

/** Handed to the package itself, and never looked into. */
declare module 'pdfjs-dist/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: unknown
}
