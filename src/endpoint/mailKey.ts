import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeIdentity, type AgeIdentity } from '../shared/envelope/seal.ts'
import { ConfigurationError } from './configuration.ts'

/** @throws ConfigurationError when the file is missing, readable by others, or holds no age identity */
export async function readMailKey(file: string): Promise<AgeIdentity> {
  const mode = await stat(file).then(
    (found) => found.mode,
    () => null,
  )
  if (mode === null) {
    throw new ConfigurationError('ANTEROOM_MAIL_KEY_FILE names no file: "node src/endpoint/main.ts keygen" makes it')
  }
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new ConfigurationError('ANTEROOM_MAIL_KEY_FILE is readable by others: "chmod 600" closes it')
  }
  const identity = (await readFile(file, 'utf8')).split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-1'))
  if (identity === undefined) throw new ConfigurationError('ANTEROOM_MAIL_KEY_FILE holds no age identity')
  return identity.trim()
}

/** Makes the key, readable by its owner only. Never overwrites one: e-mails that wait are sealed to it. */
export async function makeMailKey(file: string): Promise<void> {
  const { identity, recipient } = await makeIdentity()
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  try {
    await writeFile(file, `# public key: ${recipient}\n${identity}\n`, { mode: 0o600, flag: 'wx' })
  } catch (cause) {
    throw new ConfigurationError('ANTEROOM_MAIL_KEY_FILE cannot be made: it exists', { cause })
  }
}
