import type { StaffRole } from '../../../shared/domain/roles.ts'

const names = {
  admin: 'Admin',
  practitioner: 'Practitioner',
  frontDesk: 'Front desk',
} satisfies Record<StaffRole, string>

const somebody = {
  admin: 'an admin',
  practitioner: 'a practitioner',
  frontDesk: 'somebody of the front desk',
} satisfies Record<StaffRole, string>

const all = {
  admin: 'admins',
  practitioner: 'practitioners',
  frontDesk: 'the front desk',
} satisfies Record<StaffRole, string>

const oneOf = (roles: readonly StaffRole[]) => roles.map((role) => somebody[role]).join(' or ')

/** Who may do what (R10.3). */
export const roles = {
  names,
  /** A sentence on each, where it is given. */
  text: {
    admin: 'Does everything, and alone changes settings, keeps staff accounts, connects the clinic and imports.',
    practitioner: 'Works with charts, treatment plans, visits, forms and access. Changes no settings.',
    frontDesk:
      'Books visits, keeps patients’ details, sends forms and gives access. Sees no treatment plans, no history of a chart, and not what a patient sees.',
  } satisfies Record<StaffRole, string>,
  only: (roles: readonly StaffRole[]) => `Only ${oneOf(roles)} can do this.`,
  backToChart: 'Back to the overview',
  pageOnly: (roles: readonly StaffRole[]) => `This page is for ${roles.map((role) => all[role]).join(' and ')}.`,
  pageOnlyText: (yours: StaffRole) =>
    `Your role is ${names[yours]}. Ask an admin of the clinic for what is needed here.`,
}
