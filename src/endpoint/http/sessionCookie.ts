import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'

const NAME = 'anteroom'
/** `__Host-`: sent over a secure connection only, to this host only, and settable by nobody but it. */
const HOST_ONLY = 'host'
const FLAGS: CookieOptions = { prefix: HOST_ONLY, path: '/', secure: true, httpOnly: true, sameSite: 'Strict' }

/** The session that the browser has; ends with it. @param token null takes the session away */
export function writeSessionToken(c: Context, token: string | null): void {
  if (token === null) deleteCookie(c, NAME, FLAGS)
  else setCookie(c, NAME, token, FLAGS)
}

export function readSessionToken(c: Context): string | null {
  return getCookie(c, NAME, HOST_ONLY) ?? null
}
