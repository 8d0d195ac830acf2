/**
 * Whether a call may have come from our own pages. A browser always says where a POST comes from; a form of
 * another site can neither send JSON nor hide its origin. What says nothing is no browser and has no cookie to misuse.
 *
 * `hono/csrf` is not enough: it lets any content type pass that is not a form's, JSON from another site among them, and of
 * `Origin` and `Sec-Fetch-Site` it takes the better one where this takes the worse.
 * @param ownHosts `host:port` as the request named it, and as patients know the portal
 */
export function isFromOurPages(
  headers: { readonly contentType: string | null; readonly origin: string | null; readonly fetchSite: string | null },
  ownHosts: readonly string[],
): boolean {
  const { contentType, origin, fetchSite } = headers
  if (contentType !== null && !/^application\/json\b/i.test(contentType)) return false
  if (fetchSite !== null && fetchSite !== 'same-origin') return false
  return origin === null || (URL.canParse(origin) && ownHosts.includes(new URL(origin).host))
}
