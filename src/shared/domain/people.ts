import { z } from 'zod'
import { CalendarDay } from './time.ts'

/** They turn round whatever is written behind a name; a script that runs from right to left needs none of them. */
export const BIDI_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/**
 * Limits of section 12: names 200 characters. Control characters are refused, those that turn the direction of a text are
 * left out; every script and emoji is welcome.
 */
export const PersonName = z
  .string()
  .overwrite((name) => name.replaceAll(BIDI_CONTROLS, ''))
  .trim()
  .min(1)
  .max(200)
  .refine((name) => !/\p{Cc}/u.test(name), 'A name has no line breaks or control characters')

/** An e-mail address as people write it, trimmed; compare with {@link emailKey}. */
export const EmailAddress = z.string().trim().max(254).pipe(z.email())
export type EmailAddress = z.infer<typeof EmailAddress>

/** What two spellings of one address share. An e-mail identifies a login, never a patient (R5.1). */
export function emailKey(email: string): string {
  return email.trim().toLowerCase()
}

/** The longest telephone number with whose it is. */
export const PHONE_LENGTH = 40

/** E.164 has 15 at most; an extension has some of its own. */
const PHONE_DIGITS = { least: 5, most: 20 }

/** Digits with what stands between them, five to twenty; a few letters may say whose it is: "604 555 0134 ext. 2". */
export function isPhone(text: string): boolean {
  const digits = (text.match(/\d/gu) ?? []).length
  const hasDigits = digits >= PHONE_DIGITS.least && digits <= PHONE_DIGITS.most
  return text.length <= PHONE_LENGTH && hasDigits && /^[+(\d]/u.test(text)
}

/** A telephone number that comes in now; what stands on file from before may be none. */
export const PhoneNumber = z.string().trim().refine(isPhone, 'Not a telephone number')

/** A clinic's, or none. */
export const ClinicPhone = z
  .string()
  .trim()
  .refine((text) => text === '' || isPhone(text), 'Not a telephone number')

/** A clinic's, or none. */
export const ClinicEmail = z.union([z.literal(''), EmailAddress])

/** FHIR `administrative-gender` is left to the chart's later growth; the front desk needs these. */
export const PatientDetails = z.object({
  givenName: PersonName,
  familyName: PersonName,
  birthOn: CalendarDay.nullable(),
  phone: z.string().trim().max(PHONE_LENGTH).nullable(),
  email: EmailAddress.nullable(),
})
export type PatientDetails = z.infer<typeof PatientDetails>

/** A patient's details as they are put on file. */
export const NewPatientDetails = PatientDetails.extend({ phone: PhoneNumber.nullable() })
