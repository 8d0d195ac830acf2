/** Between the main process and the core's process. The port of `connect` travels beside it. */
export type ToCore =
  | { readonly kind: 'open'; readonly file: string; readonly keys: readonly Uint8Array[] | 'unreadable' }
  | { readonly kind: 'connect' }
  /** The answer to each `keep`, in their order. */
  | { readonly kind: 'kept'; readonly isKept: boolean }
  | { readonly kind: 'close' }

export type FromCore =
  | { readonly kind: 'opened' }
  /** The core has no key store: the main process has. */
  | { readonly kind: 'keep'; readonly keys: readonly Uint8Array[] }
  /** `words` are for the person at the desk. */
  | { readonly kind: 'failed'; readonly words: string }
  | { readonly kind: 'closed' }

/** The page's one request, and what the preload hands it the port with. */
export const CONNECT_CHANNEL = 'desk:connect'
export const PORT_MESSAGE = 'anteroom:port'
