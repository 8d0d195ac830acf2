import { readFile } from 'node:fs/promises'
import { pageHeaders } from '../pages/contentSecurityPolicy.ts'
import { pageFile } from '../pages/pageFile.ts'
import { isAppUrl } from './appUrl.ts'

/**
 * Answers `app://desk/…` from the folder of the built pages, and nothing outside it, with the policy of every page.
 * @param folder absolute
 */
export function appResponder(folder: string): (request: Request) => Promise<Response> {
  return async ({ url, method }) => {
    const { pathname } = new URL(url)
    const headers = pageHeaders(pathname)
    const found = isAppUrl(url) && method === 'GET' ? pageFile(folder, pathname) : null
    const body = found && (await readFile(found.file).catch(() => null))
    if (!found || !body) return new Response(null, { status: 404, headers })
    return new Response(new Uint8Array(body), { headers: { ...headers, 'content-type': found.contentType } })
  }
}
