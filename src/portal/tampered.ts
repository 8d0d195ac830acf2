/**
 * What somebody between the clinic and this page must have changed (R11.5). `KEYS_CHANGED`: the login has another key than
 * its keyring; `WEAK_PASSWORD_KEYS`: passwords are to be made into keys that are quick to guess.
 */
export type TamperedCode = 'KEYS_CHANGED' | 'WEAK_PASSWORD_KEYS'

export class TamperedError extends Error {
  override readonly name = 'TamperedError'
  readonly code: TamperedCode
  constructor(code: TamperedCode) {
    super(code)
    this.code = code
  }
}

/** A keyring of before the newest that this browser has seen. */
export type OlderKeyring = {
  /** Of the login's own key. */
  readonly recipient: string
  readonly counter: number
  /** Whose records it opens. */
  readonly patientIds: readonly string[]
}

/** R11.5: somebody put an older keyring in the newest one's place, or the endpoint was put back from a backup. */
export class OlderStateError extends Error {
  override readonly name = 'OlderStateError'
  readonly older: OlderKeyring
  constructor(older: OlderKeyring) {
    super('OLD_STATE')
    this.older = older
  }
}
