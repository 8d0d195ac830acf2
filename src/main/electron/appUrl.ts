/** The pages' own protocol: not http, so that nothing on the network can pretend to be them. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'desk'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`

/**
 * Compares parsed parts, never substrings: `https://evil.test/?next=app://desk` is not ours. `.origin` of a protocol
 * of one's own is "null" in Node, hence protocol and host.
 */
export function isAppUrl(raw: string): boolean {
  if (!URL.canParse(raw)) return false
  const url = new URL(raw)
  return `${url.protocol}//${url.host}` === APP_ORIGIN && url.username === '' && url.password === ''
}
