import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { joinKeys, splitKeys, type KeyKeeper } from './fileKey.ts'

/**
 * Keeps the key in a file that only its owner may read. It protects nothing against whoever can read this person's files:
 * the browser host is for trying out and for tests.
 */
export function keyFile(file: string): KeyKeeper {
  return {
    read: async () => {
      if (!existsSync(file)) return []
      chmodSync(file, 0o600)
      return splitKeys(readFileSync(file)) ?? 'unreadable'
    },
    keep: async (keys) => {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      const whole = `${file}.new`
      writeFileSync(whole, joinKeys(keys), { mode: 0o600, flush: true })
      renameSync(whole, file)
    },
  }
}
