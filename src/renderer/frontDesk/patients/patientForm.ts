import { EmailAddress, isPhone, PersonName, PHONE_LENGTH, type PatientDetails } from '../../../shared/domain/people.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { parseTypedDay } from '../../format/typedDay.ts'
import { formats, words } from '../../words/words.ts'

/** The patient form as typed. */
export type TypedPatient = {
  readonly givenName: string
  readonly familyName: string
  readonly birthOn: string
  readonly phone: string
  readonly email: string
}
export type PatientField = keyof TypedPatient
export type PatientProblems = Partial<Record<PatientField, string>>
export type PatientCheck =
  | { readonly kind: 'ready'; readonly details: PatientDetails }
  | { readonly kind: 'wrong'; readonly problems: PatientProblems }

const NAME_LIMIT = 200
const OLDEST_YEARS = 130

/**
 * What was typed, as details of a patient, or what is wrong beside each field (section 12).
 * @param stood as the chart holds it: a telephone number that is none may stay while other fields change
 */
export function checkPatient(typed: TypedPatient, today: CalendarDay, stood: TypedPatient): PatientCheck {
  const problems: PatientProblems = {}
  const givenName = nameProblem(typed.givenName)
  const familyName = nameProblem(typed.familyName)
  if (givenName) problems.givenName = givenName
  if (familyName) problems.familyName = familyName
  const birth = readBirth(typed.birthOn, today)
  if (birth.problem !== null) problems.birthOn = birth.problem
  const phone = typed.phone.trim()
  if (phone.length > PHONE_LENGTH) problems.phone = words.patients.phoneLong
  else if (phone !== '' && phone !== stood.phone && !isPhone(phone)) problems.phone = words.patients.phoneInvalid
  const address = typed.email.trim() === '' ? null : EmailAddress.safeParse(typed.email)
  if (address && !address.success) problems.email = words.patients.emailInvalid
  if (Object.keys(problems).length > 0) return { kind: 'wrong', problems }
  return {
    kind: 'ready',
    details: {
      givenName: typed.givenName.trim(),
      familyName: typed.familyName.trim(),
      birthOn: birth.on,
      phone: phone === '' ? null : phone,
      email: address?.success ? address.data : null,
    },
  }
}

/** What of it can be compared with who is on file; null while nothing can. */
export function detailsSoFar(typed: TypedPatient, today: CalendarDay): PatientDetails | null {
  const { on: birthOn } = readBirth(typed.birthOn, today)
  const email = EmailAddress.safeParse(typed.email).data ?? null
  const phone = typed.phone.trim().slice(0, PHONE_LENGTH) || null
  const [givenName, familyName] = [typed.givenName, typed.familyName].map((name) => name.trim().slice(0, NAME_LIMIT))
  const isNamed = Boolean(givenName && familyName)
  if (!isNamed && phone === null && email === null) return null
  return { givenName: givenName ?? '', familyName: familyName ?? '', birthOn, phone, email }
}

function nameProblem(typed: string): string | null {
  const name = typed.trim()
  if (name === '') return words.patients.nameNeeded
  if (name.length > NAME_LIMIT) return words.patients.nameLong(name.length - NAME_LIMIT)
  return PersonName.safeParse(name).success ? null : words.patients.nameControl
}

export type BirthRead =
  { readonly on: CalendarDay | null; readonly problem: null } | { readonly on: null; readonly problem: string }

/** A birth date as typed; empty is allowed, it is asked for when a code needs it (R4.5). */
export function readBirth(typed: string, today: CalendarDay): BirthRead {
  if (typed.trim() === '') return { on: null, problem: null }
  const on = parseTypedDay(typed, today, 'past')
  if (!on) return { on: null, problem: words.patients.birthInvalid }
  if (on > today) return { on: null, problem: words.patients.birthFuture }
  if (Number(today.slice(0, 4)) - Number(on.slice(0, 4)) > OLDEST_YEARS) {
    return { on: null, problem: words.patients.birthAncient }
  }
  return { on, problem: null }
}

export const emptyPatient: TypedPatient = { givenName: '', familyName: '', birthOn: '', phone: '', email: '' }

/** What somebody searched for, put where it most likely belongs. */
export function fromSearch(typed: string): TypedPatient {
  const text = typed.trim()
  if (text.includes('@')) return { ...emptyPatient, email: text }
  if (/^[+\d][\d\s().-]{5,}$/.test(text)) return { ...emptyPatient, phone: text }
  const space = text.lastIndexOf(' ')
  if (space < 0) return { ...emptyPatient, givenName: text }
  return { ...emptyPatient, givenName: text.slice(0, space), familyName: text.slice(space + 1) }
}

/** A patient's details back as somebody would type them. */
export function toTyped(details: PatientDetails): TypedPatient {
  return {
    givenName: details.givenName,
    familyName: details.familyName,
    birthOn: details.birthOn ? formats.date(details.birthOn) : '',
    phone: details.phone ?? '',
    email: details.email ?? '',
  }
}
