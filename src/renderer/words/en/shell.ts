import type { SchemeChoice } from '../../theme/scheme.ts'

/** The rail, Ctrl+K and the person’s menu. */
export const shell = {
  navigation: 'Front Desk',
  skipToContent: 'Skip to content',
  places: {
    myDay: 'My day',
    today: 'Today',
    calendar: 'Calendar',
    patients: 'Patients',
    smartForms: 'Smart Forms',
    inbox: 'Inbox',
    outbox: 'Outbox',
    settings: 'Settings',
  },
  findAnything: 'Find a patient or do anything',
  nothingFound: 'Nothing found',
  actions: 'Actions',
  goTo: (page: string) => `Go to ${page}`,
  lockNow: 'Lock now',
  signOut: 'Sign out',
  appearance: 'Appearance',
  schemes: { light: 'Light', dark: 'Dark', auto: 'Follow the system' } satisfies Record<SchemeChoice, string>,
  pageMissing: 'This page does not exist.',
  backToToday: 'Back to Today',
}
