import type { AccessLevel } from '../../shared/domain/invitations.ts'
import type { WorkspaceTab } from '../components/openWorkspace.ts'
import type { Tone } from '../components/tone.ts'
import { assertNever } from '../../shared/domain/assertNever.ts'
import type { OpenThing } from '../workspace/overview/openThings.ts'

/** The Patient Workspace (R10.2). */
export const workspaceWords = {
  missing: { title: 'This patient was not found', text: 'The address of this window may be cut short.' },
  couldNotLoad: 'The chart could not be read.',
  access: { full: 'Full access', limited: 'Limited access', none: 'No access' },
  level: { full: 'Full', limited: 'Limited' } satisfies Record<AccessLevel, string>,
  facts: {
    born: 'Born',
    bornAt: (day: string, age: number) => `${day} (${age})`,
    telephone: 'Telephone',
    email: 'E-mail',
    chart: 'Chart',
    nextVisit: 'Next visit',
    visit: (at: string, practitioner: string) => `${at}, ${practitioner}`,
    unknown: 'not on file',
    noVisit: 'none booked',
  },
  seeAsPatient: 'See as patient',
  newAppointment: 'New appointment',
  tabsLabel: 'Chart',
  tabs: {
    overview: 'Overview',
    appointments: 'Appointments',
    'smart-forms': 'Smart Forms',
    'treatment-plans': 'Treatment Plans',
    'access-code': 'Medical Access Code',
    history: 'History',
  } satisfies Record<WorkspaceTab, string>,
  toFile: (count: number) => `${count} to file`,
  overview: {
    contact: 'Contact',
    edit: 'Edit',
    name: 'Name',
    visit: 'Next visit',
    noVisit: 'No visit is booked.',
    open: 'Open',
    nothingOpen: 'Nothing waits for anybody.',
  },
  appointments: {
    couldNotLoad: 'The appointments could not be read.',
    empty: 'No appointments yet',
    emptyText: 'Visits booked by the clinic or online are listed here.',
    upcoming: 'Upcoming',
    noneUpcoming: 'none booked',
    past: 'Past',
  },
  forms: {
    send: 'Send a Smart Form',
    assigned: 'Sent to the patient',
    submissions: 'Submissions',
    noSubmissions: 'Nothing has come back yet.',
    empty: 'No Smart Forms yet',
    emptyText: 'A form sent from here arrives with the link “Take me to my forms”.',
    sentTo: (email: string) => `to ${email}`,
    show: 'Show the answers to',
    back: 'All forms',
  },
}

export type OpenThingWords = {
  readonly text: string
  readonly tone: Tone
  readonly chip: string
  readonly act: string
}

/** What is open, in one line, and the verb that settles it. */
export function openThingWords(thing: OpenThing): OpenThingWords {
  switch (thing.kind) {
    case 'mailTrouble':
      return { chip: 'E-mail', tone: 'bad', text: `The Access Link to ${thing.to} came back`, act: 'Fix' }
    case 'formReceived':
      return { chip: 'Smart Form', tone: 'info', text: `${thing.title} came back and waits to be filed`, act: 'Read' }
    case 'formSetAside':
      return {
        chip: 'Smart Form',
        tone: 'bad',
        text: `${thing.title} was set aside: it breaks the form’s rules`,
        act: 'Read',
      }
    case 'noEmail':
      return { chip: 'Contact', tone: 'warn', text: 'No e-mail address on file', act: 'Add' }
    case 'noBirthDate':
      return { chip: 'Contact', tone: 'warn', text: 'No date of birth on file: no code can be read aloud', act: 'Add' }
    case 'accessOpen':
      return {
        chip: 'Access',
        tone: 'info',
        text: thing.to ? `Access Link for ${thing.to} is not redeemed yet` : 'An Access Code is not redeemed yet',
        act: 'Show',
      }
    case 'noAccess':
      return { chip: 'Access', tone: 'plain', text: 'Nobody can see these records online', act: 'Give access' }
    case 'limitedOnly':
      return {
        chip: 'Access',
        tone: 'warn',
        text: 'Limited access only: visits booked by the clinic and plans are not shown',
        act: 'Give access',
      }
    case 'formOpen':
      return { chip: 'Smart Form', tone: 'warn', text: `${thing.title} is not returned`, act: 'Show' }
    case 'draftPlan':
      return { chip: 'Plan', tone: 'plain', text: `${thing.title}: the draft is not published`, act: 'Write' }
    default:
      return assertNever(thing)
  }
}
