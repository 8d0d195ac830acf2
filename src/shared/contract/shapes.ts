import { z } from 'zod'
import { BLOB_BYTES } from '../domain/fileLimits.ts'
import { isUsableRecipient } from '../envelope/recipients.ts'

/** An age file in base64; 6 MiB allows for the index of a long chart, or for one submission of the greatest length. */
export const SealedBody = z.string().max(8_388_608)

/** SHA-256 of a token, in hexadecimal. */
export const TokenHash = z.string().regex(/^[0-9a-f]{64}$/)

/** Tried where it arrives: a string of the right shape is not a key (R11.6). */
export const Recipient = z
  .string()
  .regex(/^age1[0-9a-z]{58}$/)
  .refine(isUsableRecipient, 'Nothing can be sealed to it')

/** What is brought as a stream: how long its age file is, and the SHA-256 of it in hexadecimal. */
export const BlobFacts = { bytes: z.number().int().min(1).max(BLOB_BYTES), sha256: z.string().regex(/^[0-9a-f]{64}$/) }

/** HMAC-SHA-256 in hexadecimal. */
export const Mac = z.string().regex(/^[0-9a-f]{64}$/)
