/**
 * Stands in, in the portal's build only, for the post-quantum and P-256 halves of age-encryption: envelopes here are
 * X25519 alone, and those halves would cost a patient's phone a third more script. A key of such a kind fails at once.
 */
function absent(): never {
  throw new Error('Only X25519 keys are known here')
}

export const MLKEM768P256 = { encapsulate: absent, decapsulate: absent, getPublicKey: absent }
export const MLKEM768X25519 = MLKEM768P256
export const p256 = { getPublicKey: absent, getSharedSecret: absent, lengths: {}, utils: { randomSecretKey: absent } }
