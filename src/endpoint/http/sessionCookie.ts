/** `__Host-`: sent over a secure connection only, to this host only, and settable by nobody but it. */
const NAME = '__Host-anteroom'

/** A `Set-Cookie` value that ends with the browser; null takes the session away. */
export function sessionCookie(token: string | null): string {
  const flags = 'Path=/; Secure; HttpOnly; SameSite=Strict'
  return token === null ? `${NAME}=; ${flags}; Max-Age=0` : `${NAME}=${token}; ${flags}`
}

export function readSessionToken(cookieHeader: string | null): string | null {
  for (const cookie of (cookieHeader ?? '').split(';')) {
    const [name, token] = cookie.trim().split('=')
    if (name === NAME && token && /^[\w-]{43}$/.test(token)) return token
  }
  return null
}
