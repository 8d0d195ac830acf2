/**
 * The one policy of the desk's pages, whichever host serves them: nothing but our own files. Mantine writes its theme
 * into a `<style>` element, hence inline styles; scripts are never inline.
 * @param connect sources beside the page's own origin that it may speak to
 */
export function contentSecurityPolicy(connect: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ['connect-src', "'self'", ...connect].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** As the build names it. */
const PREVIEW_WORKER = /^\/assets\/previewWorker-[\w-]+\.js$/

/**
 * R8.3: the thread in which files of strangers are decoded loads scripts of ours, runs WebAssembly, and reaches nothing: it keeps the
 * policy that it came with, whatever the page's is.
 */
const PREVIEW_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"

/** Sent with every page and file of the desk. @param pathname of the file that is asked for */
export function pageHeaders(pathname: string, connect: readonly string[] = []): Record<string, string> {
  return {
    'content-security-policy': PREVIEW_WORKER.test(pathname) ? PREVIEW_POLICY : contentSecurityPolicy(connect),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  }
}
