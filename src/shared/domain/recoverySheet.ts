/** R10.9: 256 bits of the file's key and eight that check them, eleven a word (BIP-39). */
export const RECOVERY_WORDS = 24
