/** Between the main process and the core's process. The port of `connect` travels beside it. */
export type ToCore =
  | { readonly kind: 'open'; readonly file: string; readonly key: Uint8Array }
  | { readonly kind: 'connect' }
  | { readonly kind: 'close' }

export type FromCore =
  | { readonly kind: 'opened' }
  /** `words` are for the person at the desk. */
  | { readonly kind: 'failed'; readonly words: string }
  | { readonly kind: 'closed' }

/** The page's one request, and what the preload hands it the port with. */
export const CONNECT_CHANNEL = 'desk:connect'
export const PORT_MESSAGE = 'anteroom:port'
