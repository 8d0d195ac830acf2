import { join } from 'node:path'
import { flipFuses } from '@electron/fuses'
import { fuses } from './fuses.ts'

/** electron-builder calls this before it signs: what is signed has its fuses set. */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo
  const binary = {
    darwin: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
    linux: packager.executableName,
  }[electronPlatformName]
  if (binary === undefined) throw new Error(`No fuses are known for ${electronPlatformName}`)
  await flipFuses(join(appOutDir, binary), fuses)
}
