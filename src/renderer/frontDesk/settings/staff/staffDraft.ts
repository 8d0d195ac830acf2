import type { StaffAccount } from '../../../../shared/contract/desk/staff.ts'
import { EmailAddress, PersonName } from '../../../../shared/domain/people.ts'
import { STAFF_FIELDS, TINTS, type StaffDetails, type StaffField } from '../../../../shared/domain/staff.ts'
import type { Versioned } from '../../../components/conflict/changeOver.ts'

/** What is wrong with a field. */
export type StaffProblems = { readonly [Field in StaffField]?: 'nameNeeded' | 'emailNeeded' | 'emailInvalid' }

/** Somebody new, in a colour that as few as possible have; whoever left holds none back from those who are here. */
export function newStaff(others: readonly Pick<StaffAccount, 'tint' | 'isActive'>[]): StaffDetails {
  const used = Array.from({ length: TINTS }, (_, tint) => {
    const having = others.filter((other) => other.tint === tint)
    return having.filter(({ isActive }) => isActive).length * (others.length + 1) + having.length
  })
  const tint = used.indexOf(Math.min(...used))
  return { name: '', calledName: '', email: '', role: 'practitioner', tint, hasCalendar: true }
}

export function versionedStaff(account: StaffAccount): Versioned<StaffDetails> {
  const { name, calledName, email, role, tint, hasCalendar } = account
  return { version: account.version, values: { name, calledName, email, role, tint, hasCalendar } }
}

/** What was typed, or which fields are no values yet. A name that patients use may be left out: it is the name then. */
export function readStaffDraft(
  draft: StaffDetails,
): { readonly values: StaffDetails } | { readonly problems: StaffProblems } {
  const name = PersonName.safeParse(draft.name)
  const email = EmailAddress.safeParse(draft.email)
  const calledName = draft.calledName.trim() === '' ? name : PersonName.safeParse(draft.calledName)
  if (name.success && email.success && calledName.success) {
    return { values: { ...draft, name: name.data, calledName: calledName.data, email: email.data } }
  }
  return {
    problems: {
      ...(name.success ? {} : { name: 'nameNeeded' }),
      ...(calledName.success || calledName === name ? {} : { calledName: 'nameNeeded' }),
      ...(email.success ? {} : { email: draft.email.trim() === '' ? 'emailNeeded' : 'emailInvalid' }),
    },
  }
}

export function isSameStaff(a: StaffDetails, b: StaffDetails): boolean {
  return STAFF_FIELDS.every((field) => a[field] === b[field])
}
