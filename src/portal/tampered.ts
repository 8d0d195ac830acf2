/**
 * What somebody between the clinic and this page must have changed (R11.5). `KEYS_CHANGED`: the login has another key than
 * its keyring; `OLD_STATE`: an older keyring than this browser has seen; `WEAK_PASSWORD_KEYS`: passwords are to be made
 * into keys that are quick to guess.
 */
export type TamperedCode = 'KEYS_CHANGED' | 'OLD_STATE' | 'WEAK_PASSWORD_KEYS'

export class TamperedError extends Error {
  override readonly name = 'TamperedError'
  readonly code: TamperedCode
  constructor(code: TamperedCode) {
    super(code)
    this.code = code
  }
}
