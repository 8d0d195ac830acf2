import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

export type StaticFile = {
  readonly type: string
  /** Built files below `/assets/` carry a hash in their name and never change. */
  readonly isImmutable: boolean
  readonly bodies: Readonly<Partial<Record<'br' | 'gzip', Buffer>>> & { readonly identity: Buffer }
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
}
const COMPRESSIBLE = /^(text\/|image\/svg|application\/(wasm|json|manifest))/

/**
 * The built portal, read once: a request names a key of this map and never a path of the file system. Keys begin with a
 * slash. Files of unknown kinds are not served.
 */
export async function readStaticFiles(directory: string): Promise<ReadonlyMap<string, StaticFile>> {
  const files = new Map<string, StaticFile>()
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const path = join(entry.parentPath, entry.name)
    const key = `/${relative(directory, path).split(sep).join('/')}`
    const identity = await readFile(path)
    const bodies = COMPRESSIBLE.test(type)
      ? { identity, br: await promisify(brotliCompress)(identity), gzip: await promisify(gzip)(identity) }
      : { identity }
    files.set(key, { type, isImmutable: key.startsWith('/assets/'), bodies })
  }
  return files
}

/** @param acceptEncoding the request's header */
export function toResponse(file: StaticFile, acceptEncoding: string | null): Response {
  const accepted = (acceptEncoding ?? '').split(',').map((each) => each.trim().split(';')[0])
  const encoding = (['br', 'gzip'] as const).find((each) => accepted.includes(each) && file.bodies[each])
  const body = (encoding && file.bodies[encoding]) ?? file.bodies.identity
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': file.type,
      'cache-control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(encoding && { 'content-encoding': encoding }),
    },
  })
}
