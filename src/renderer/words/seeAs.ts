import type { Because, VisibleItem } from '../../shared/domain/visibility.ts'

/** "See as patient" (R3.3, R10.2). */
export const seeAsWords = {
  title: (name: string) => `See as patient: ${name}`,
  couldNotLoad: 'What this holder sees could not be worked out.',
  holder: 'Whose eyes',
  face: 'Show',
  faces: { reasons: 'What and why', portal: 'Their first page' },
  nobody: 'Nobody can see these records',
  nobodyText: 'Send an Access Link or a Smart Form; what its holder sees shows here.',
  nothing: 'This holder sees nothing yet',
  nothingText: 'A limited login sees the forms it was sent and what it made itself.',
  unproven: 'Nothing is published to this holder: the proof that they held the link did not hold.',
  because: {
    bookedByThisLogin: 'visible because this login booked it',
    sentToThisLogin: 'visible because it was sent to this login',
    sentByThisLogin: 'visible because this login sent it',
    fullAccess: 'visible because this login has full access',
  } satisfies Record<Because, string>,
  kinds: {
    form: 'Smart Forms',
    appointment: 'Appointments',
    plan: 'Treatment plans',
    submission: 'Sent forms',
    profile: 'Profile',
  } satisfies Record<VisibleItem['kind'], string>,
  formPending: (minutes: number | null) => (minutes === null ? 'to fill in' : `to fill in, about ${minutes} min`),
  formSubmitted: 'sent',
  visit: (service: string, practitioner: string) => `${service}, ${practitioner}`,
  plan: (version: number, at: string, name: string) => `version ${version}, ${at}, ${name}`,
  profile: (parts: readonly (string | null)[]) => parts.filter((part) => part !== null && part !== '').join(' · '),
  sentAt: (at: string) => `sent ${at}`,
  text: 'Text',
  previewNote: 'To look at only; the holder’s phone is up to date after the next synchronisation.',
  foot: (city: string) => `Times are shown in the clinic’s time zone (${city}).`,
} as const
