import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** A package that goes into what people install, as it stands in `node_modules`. */
export type ShippedPackage = {
  readonly name: string
  readonly version: string
  /** As the package says it: an SPDX expression, nearly always. */
  readonly licence: string
  /** The whole text of it; empty where the package brings none. */
  readonly text: string
}

type Manifest = {
  readonly name: string
  readonly version: string
  readonly license?: string | { readonly type: string }
  readonly licenses?: readonly { readonly type: string }[]
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** A development dependency to npm, and yet what the desk runs in. */
const RUNTIMES = ['electron']
/** Types are gone when it runs. */
const TYPES = /^@types\//
const LICENCE_FILE = /^(licen[cs]e|copying)/i

/** R10.8: every package that is shipped, by name, read from what is installed. @param from the repository's root */
export function shippedPackages(from: string): ShippedPackage[] {
  const root = resolve(from)
  const found = new Map<string, ShippedPackage>()
  const visit = (name: string, by: string, follows: boolean) => {
    const folder = TYPES.test(name) ? null : folderOf(name, by, root)
    if (folder === null) return
    const manifest = readManifest(folder)
    const key = `${manifest.name}@${manifest.version}`
    if (found.has(key)) return
    found.set(key, {
      name: manifest.name,
      version: manifest.version,
      licence: licenceOf(manifest),
      text: textIn(folder),
    })
    if (follows) for (const each of dependenciesOf(manifest)) visit(each, folder, true)
  }
  for (const name of dependenciesOf(readManifest(root))) visit(name, root, true)
  // What it needs to be fetched with stays behind.
  for (const name of RUNTIMES) visit(name, root, false)
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version))
}

/** The version of the program itself. */
export function ownVersion(root: string): string {
  return readManifest(root).version
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest // npm does not install another
}

function dependenciesOf({ dependencies = {}, optionalDependencies = {} }: Manifest): string[] {
  return Object.keys({ ...dependencies, ...optionalDependencies })
}

/** As Node finds it; null for one that is not for this machine. */
function folderOf(name: string, from: string, root: string): string | null {
  for (let at = from; at.startsWith(root); at = dirname(at)) {
    const folder = join(at, 'node_modules', name)
    if (existsSync(join(folder, 'package.json'))) return folder
  }
  return null
}

function licenceOf({ license, licenses = [] }: Manifest): string {
  if (typeof license === 'string') return license
  return license?.type ?? licenses.map(({ type }) => type).join(' OR ')
}

function textIn(folder: string): string {
  const file = readdirSync(folder).find((name) => LICENCE_FILE.test(name))
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim()
}
