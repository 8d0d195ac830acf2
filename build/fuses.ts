import { FuseV1Options, FuseVersion } from '@electron/fuses'

/** What the installed program can no longer be talked into; each line is checked by a test. */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  resetAdHocDarwinSignature: true,
  // The program is no general-purpose Node that another program could borrow, with its access to the key store.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Only what was packed is run, and only as it was packed.
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.EnableCookieEncryption]: true,
  // Pages come by app://, so file:// needs no rights of its own.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Electron's default; Argon2id runs in WebAssembly.
  [FuseV1Options.WasmTrapHandlers]: true,
}
