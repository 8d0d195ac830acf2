import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import { DEVICE_DAYS } from '../db/devices.ts'

const SESSION = 'anteroom'
const DEVICE = 'anteroom-device'
/** `__Host-`: sent over a secure connection only, to this host only, and settable by nobody but it. */
const HOST_ONLY = 'host'
const FLAGS: CookieOptions = { prefix: HOST_ONLY, path: '/', secure: true, httpOnly: true, sameSite: 'Strict' }
const DEVICE_SECONDS = DEVICE_DAYS * 24 * 60 * 60

/** The session that the browser has; ends with it. @param token null takes the session away */
export function writeSessionToken(c: Context, token: string | null): void {
  if (token === null) deleteCookie(c, SESSION, FLAGS)
  else setCookie(c, SESSION, token, FLAGS)
}

export function readSessionToken(c: Context): string | null {
  return getCookie(c, SESSION, HOST_ONLY) ?? null
}

/** R11.7: what the browser is known by where it has signed in before; stays when a session ends. */
export function writeDeviceToken(c: Context, token: string): void {
  setCookie(c, DEVICE, token, { ...FLAGS, maxAge: DEVICE_SECONDS })
}

/** Null for anything that no endpoint gave out. */
export function readDeviceToken(c: Context): string | null {
  const token = getCookie(c, DEVICE, HOST_ONLY)
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : null
}
