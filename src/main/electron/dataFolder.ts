import { isAbsolute, join } from 'node:path'

export type DataFolder = {
  readonly clinicFile: string
  readonly sealedKeyFile: string
  /** A plain key, for trying out only: null in every installed program. */
  readonly plainKeyFile: string | null
}

/**
 * Where the clinic's file is: the system's folder for this program's data. Only a program that is run from its sources
 * may be pointed elsewhere (`--anteroom-data=DIR`, absolute, with a plain `clinic.key` in it).
 */
export function dataFolder(userData: string, argv: readonly string[], isPackaged: boolean): DataFolder {
  const prefix = '--anteroom-data='
  const given = isPackaged ? undefined : argv.find((word) => word.startsWith(prefix))?.slice(prefix.length)
  const folder = given !== undefined && isAbsolute(given) ? given : userData
  return {
    clinicFile: join(folder, 'clinic.db'),
    sealedKeyFile: join(folder, 'clinic.key.sealed'),
    plainKeyFile: folder === userData ? null : join(folder, 'clinic.key'),
  }
}
