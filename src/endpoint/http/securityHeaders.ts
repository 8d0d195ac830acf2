import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/**
 * Pages run only scripts of their own, and no string ever becomes a script (Trusted Types). WebAssembly is
 * Argon2id.
 * @param frameSites in which the page may stand in a frame; `X-Frame-Options` can name none, and says the same of all others
 */
export function securityHeaders(frameSites: readonly string[]): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      styleSrc: ["'self'"],
      // Pictures that the page itself has opened (R8.2).
      imgSrc: ["'self'", 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      workerSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: frameSites.length === 0 ? ["'none'"] : [...frameSites],
      requireTrustedTypesFor: ["'script'"],
    },
    xFrameOptions: frameSites.length === 0 ? 'DENY' : false,
    referrerPolicy: 'no-referrer',
    xContentTypeOptions: 'nosniff',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  })
}
