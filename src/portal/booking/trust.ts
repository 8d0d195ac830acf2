/**
 * Decision 0034: whether a key is the one that the address on the clinic's website names. Without a name the key is believed.
 * Rejects where the script for it cannot be fetched.
 * @param fingerprint as it stood in the address; null where it had none
 */
export async function isNamed(fingerprint: string | null, recipient: string): Promise<boolean> {
  if (fingerprint === null) return true
  // By itself: it is a fifth of the keys' half, and what is refused is refused before anything is chosen.
  const { keyFingerprint } = await import('../../shared/envelope/fingerprint.ts')
  try {
    return keyFingerprint(recipient) === fingerprint.replace(/[^\w-]/g, '')
  } catch {
    // What is no key is nobody's.
    return false
  }
}
