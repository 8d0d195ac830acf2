import { z } from 'zod'
import { ClinicPhone, EmailAddress, PersonName } from '../../../shared/domain/people.ts'
import { isTimeZone } from '../../../shared/domain/time.ts'
import { passwordSentence } from '../../components/NewPasswordInput.tsx'
import { words } from '../../words/words.ts'

/** Under which name what is typed is kept; the password never is. */
export const KEPT = 'clinic'

export const KeptFacts = z.object({
  clinicName: z.string(),
  addressLine: z.string(),
  phone: z.string(),
  timeZone: z.string(),
  adminName: z.string(),
  adminEmail: z.string(),
})
export type KeptFacts = z.infer<typeof KeptFacts>

export type NewClinic = KeptFacts & { readonly password: string }
export type NewClinicProblems = { readonly [Field in keyof NewClinic]?: string }

/** What is wrong with each field, in a sentence; empty when the clinic can be made. */
export function problemsOf(typed: NewClinic): NewClinicProblems {
  const { nameNeeded, zoneUnknown } = words.setUp.first
  const password = passwordSentence(typed.password, typed.adminEmail)
  return {
    ...(PersonName.safeParse(typed.clinicName).success ? {} : { clinicName: nameNeeded }),
    ...(ClinicPhone.safeParse(typed.phone).success ? {} : { phone: words.patients.phoneInvalid }),
    ...(isTimeZone(typed.timeZone) ? {} : { timeZone: zoneUnknown }),
    ...(PersonName.safeParse(typed.adminName).success ? {} : { adminName: nameNeeded }),
    ...(EmailAddress.safeParse(typed.adminEmail).success ? {} : { adminEmail: words.session.emailInvalid }),
    ...(password === null ? {} : { password }),
  }
}
