import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { SafeStorage } from 'electron'

const KEY_BYTES = 32

export type KeyProtection = 'system' | 'none'
export type StoredKey = { readonly key: Buffer; readonly protection: KeyProtection }

type SystemKeyStore = Pick<
  SafeStorage,
  | 'decryptStringAsync'
  | 'encryptStringAsync'
  | 'getSelectedStorageBackend'
  | 'isAsyncEncryptionAvailable'
  | 'setUsePlainTextEncryption'
>

/** What the person at the desk is told when a key does not protect, or cannot be had. */
export const keyStoreWords = {
  unprotected:
    'This computer has no key store, so the clinic’s file is only as safe as this account. Install GNOME Keyring or KWallet to protect it.',
  unreadable:
    'The system’s key store no longer opens the key of the clinic’s file. Sign in to this computer as the person who set the clinic up.',
  missing: 'The clinic’s file is there, but its key is not. Open the file on the computer that made it.',
} as const

export class KeyStoreError extends Error {
  override readonly name = 'KeyStoreError'
}

/**
 * The database's key, kept in `file` sealed by the system's key store; made at first run. On Linux without a key store
 * (`basic_text`) the seal is no protection, which the caller says.
 * @param clinicFile a database without its key is never given a new one: that would look like a damaged file
 * @throws KeyStoreError with words for a person
 */
export async function openKey(
  system: SystemKeyStore,
  file: string,
  clinicFile: string,
  platform: NodeJS.Platform,
): Promise<StoredKey> {
  const isBare = platform === 'linux' && ['basic_text', 'unknown'].includes(system.getSelectedStorageBackend())
  if (isBare) system.setUsePlainTextEncryption(true)
  const protection = isBare ? 'none' : 'system'
  if (!isBare && !(await system.isAsyncEncryptionAvailable())) throw new KeyStoreError(keyStoreWords.unreadable)
  if (existsSync(file)) return { key: await unseal(system, file), protection }
  if (existsSync(clinicFile)) throw new KeyStoreError(keyStoreWords.missing)
  const key = randomBytes(KEY_BYTES)
  await seal(system, file, key)
  return { key, protection }
}

async function seal(system: SystemKeyStore, file: string, key: Buffer): Promise<void> {
  const sealed = await system.encryptStringAsync(key.toString('base64'))
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, sealed, { mode: 0o600 })
}

async function unseal(system: SystemKeyStore, file: string): Promise<Buffer> {
  const { result, shouldReEncrypt } = await system.decryptStringAsync(readFileSync(file)).catch((cause: unknown) => {
    throw new KeyStoreError(keyStoreWords.unreadable, { cause })
  })
  const key = Buffer.from(result, 'base64')
  if (key.length !== KEY_BYTES) throw new KeyStoreError(keyStoreWords.unreadable)
  if (shouldReEncrypt) await seal(system, file, key)
  return key
}
