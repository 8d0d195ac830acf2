import type { RecordIndex } from '../shared/domain/recordIndex.ts'
import type { ProfileField, ProfileSeen, ProfileValues } from '../shared/domain/profileProposals.ts'
import { isoDay, NO_DATE, type DateParts } from './views/answerInput.ts'

/** In the order in which they are shown. The domain's own list comes with the keys' half of the script. */
export const FIELDS = [
  'givenName',
  'familyName',
  'birthOn',
  'phone',
  'email',
] as const satisfies readonly ProfileField[]

/**
 * R3.2: the profile as the chart has it for whoever sees everything; for everybody else as this login entered it. A field is
 * absent where this login knows nothing of it.
 */
export function profileSeen({ level, items, proposals }: RecordIndex): ProfileSeen {
  const chart = items.find((item) => item.kind === 'profile')
  if (level === 'full' && chart) {
    const { profile } = chart
    return Object.fromEntries(FIELDS.map((field) => [field, profile[field]]))
  }
  return Object.assign({}, ...proposals.map(({ changes }) => changes).reverse()) as ProfileSeen
}

export type TypedProfile = Readonly<Record<Exclude<ProfileField, 'birthOn'>, string>> & { readonly birth: DateParts }

export function typedOf(seen: ProfileSeen): TypedProfile {
  const [year = '', month = '', day = ''] = (seen.birthOn ?? '').split('-')
  return {
    givenName: seen.givenName ?? '',
    familyName: seen.familyName ?? '',
    phone: seen.phone ?? '',
    email: seen.email ?? '',
    birth: seen.birthOn ? { ...NO_DATE, day: String(Number(day)), month: String(Number(month)), year } : NO_DATE,
  }
}

type Schema = {
  readonly shape: Readonly<
    Record<ProfileField, { safeParse: (value: unknown) => { success: boolean; data?: unknown } }>
  >
}

/**
 * What is proposed, out of what was typed: only what differs from what is there, and is not empty.
 * @returns the fields that are no name, date, telephone number or address, or else the changes
 */
export function proposalOf(
  seen: ProfileSeen,
  typed: TypedProfile,
  { shape }: Schema,
): { readonly wrong: readonly ProfileField[] } | { readonly changes: ProfileValues } {
  const before = typedOf(seen)
  const isBirthTyped = [typed.birth.day, typed.birth.month, typed.birth.year].some((part) => part !== '')
  const changed = FIELDS.filter((field) =>
    field === 'birthOn'
      ? isBirthTyped && isoDay(typed.birth) !== isoDay(before.birth)
      : typed[field].trim() !== '' && typed[field].trim() !== before[field],
  )
  const read = changed.map((field) => {
    const result = shape[field].safeParse(field === 'birthOn' ? isoDay(typed.birth) : typed[field])
    return { field, ...result }
  })
  const wrong = read.flatMap(({ field, success }) => (success ? [] : [field]))
  if (wrong.length > 0) return { wrong }
  // Each was read by the schema of its field.
  return { changes: Object.fromEntries(read.map(({ field, data }) => [field, data])) }
}
