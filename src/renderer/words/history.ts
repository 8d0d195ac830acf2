/** The audit log as people read it (R8.6). */
export const historyWords = {
  couldNotLoad: 'The history could not be read.',
  empty: 'Nothing has happened yet',
  emptyText: 'Every reading and change of this chart is listed here.',
  system: 'Anteroom',
} as const

const ACTIONS: Readonly<Record<string, string>> = {
  'patient.added': 'Chart made',
  'patient.read': 'Chart opened',
  'access.read': 'Access looked at',
  'appointments.read': 'Appointments looked at',
  'forms.read': 'Smart Forms looked at',
  'plans.read': 'Treatment plans looked at',
  'history.read': 'History looked at',
  'patient.changed': 'Details changed',
  'patient.seenAsHolder': 'Seen as patient',
  'appointment.booked': 'Appointment booked',
  'appointment.overbooked': 'Appointment overbooked',
  'appointment.statusChanged': 'Appointment status changed',
  'invitation.prepared': 'Access Code requested',
  'invitation.sent': 'Access Link sent',
  'invitation.revoked': 'Access Link revoked',
  'invitation.redeemed': 'Invitation redeemed',
  'invitation.unproven': 'Invitation redeemed without proof',
  'link.added': 'Access given',
  'link.ended': 'Access revoked',
  'link.lowered': 'Access lowered to limited',
  'plan.published': 'Treatment plan published',
  'plan.saved': 'Treatment plan written',
  'submission.received': 'Smart Form received',
  'submission.filed': 'Smart Form filed',
  'submission.read': 'Smart Form read',
  'forms.sent': 'Smart Form sent',
  'mail.undone': 'E-mail undone',
  'inbox.settled': 'Inbox item settled',
  'mail.sentAgain': 'E-mail sent again',
}

const FIELDS: Readonly<Record<string, string>> = {
  givenName: 'given name',
  familyName: 'family name',
  birthOn: 'date of birth',
  phone: 'telephone',
  email: 'e-mail',
}

/** "Details changed: telephone, e-mail"; an action without words is shown as it stands, never hidden. */
export function actionWords(action: string, detail: string | null): string {
  const plain = ACTIONS[action] ?? action
  if (!detail) return plain
  const said = action === 'patient.changed' ? detail.split(', ').map((field) => FIELDS[field] ?? field) : [detail]
  return `${plain}: ${said.join(', ')}`
}
