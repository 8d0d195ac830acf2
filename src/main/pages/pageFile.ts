import { extname, join, sep } from 'node:path'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

export type PageFile = { readonly file: string; readonly contentType: string; readonly isPage: boolean }

/** No file of ours is named without a dot. Which of these the page knows is its own affair. */
const PAGE = /^\/(?:[a-z0-9-]+(?:\/[a-z0-9-]+)*)?$/i

/**
 * Which built file answers a path of the desk: every address of both kinds of window (`/patients`,
 * `/workspace/<patient>/<tab>`) is the one page, so that it can be loaded again where it stands; everything else is a file
 * below `folder` of a kind that is listed here, or null.
 * @param pathname as `URL` gives it, percent-encoded
 */
export function pageFile(folder: string, pathname: string): PageFile | null {
  if (PAGE.test(pathname))
    return { file: join(folder, 'index.html'), contentType: 'text/html; charset=utf-8', isPage: true }
  const decoded = decode(pathname)
  if (decoded === null || decoded.includes('\0') || decoded.includes('\\')) return null
  const file = join(folder, decoded)
  const contentType = CONTENT_TYPES[extname(file)]
  if (!file.startsWith(folder + sep) || contentType === undefined) return null
  return { file, contentType, isPage: false }
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}
