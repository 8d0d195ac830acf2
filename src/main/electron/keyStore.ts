import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { SafeStorage } from 'electron'
import { joinKeys, splitKeys, type KeyKeeper } from '../core/fileKey.ts'

export type KeyProtection = 'system' | 'none'

type SystemKeyStore = Pick<
  SafeStorage,
  | 'decryptStringAsync'
  | 'encryptStringAsync'
  | 'getSelectedStorageBackend'
  | 'isAsyncEncryptionAvailable'
  | 'setUsePlainTextEncryption'
>

/** What the person at the desk is told where the system's key store protects nothing. */
export const unprotectedWords =
  'This computer has no key store, so the clinic’s file is only as safe as this account. Install GNOME Keyring or KWallet to protect it.'

/**
 * Keeps the key of the clinic's file in `file`, sealed by the system's key store. On Linux without one (`basic_text`) the seal
 * is no protection, which the caller says.
 */
export function systemKeys(
  system: SystemKeyStore,
  file: string,
  platform: NodeJS.Platform,
): KeyKeeper & { readonly protection: KeyProtection } {
  const isBare = platform === 'linux' && ['basic_text', 'unknown'].includes(system.getSelectedStorageBackend())
  if (isBare) system.setUsePlainTextEncryption(true)
  const isThere = async () => isBare || (await system.isAsyncEncryptionAvailable())

  const keep = async (keys: readonly Buffer[]): Promise<void> => {
    if (!(await isThere())) throw new Error('The system’s key store does not answer')
    const sealed = await system.encryptStringAsync(joinKeys(keys).toString('base64'))
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const whole = `${file}.new`
    writeFileSync(whole, sealed, { mode: 0o600, flush: true })
    renameSync(whole, file)
  }
  return {
    protection: isBare ? 'none' : 'system',
    keep,
    read: async () => {
      if (!existsSync(file)) return []
      if (!(await isThere())) return 'unreadable'
      const opened = await system.decryptStringAsync(readFileSync(file)).catch(() => null)
      const keys = opened && splitKeys(Buffer.from(opened.result, 'base64'))
      if (!keys) return 'unreadable'
      // The seal is an old one. Where a new one cannot be had now, the old one still holds.
      if (opened.shouldReEncrypt) await keep(keys).catch(() => undefined)
      return keys
    },
  }
}
