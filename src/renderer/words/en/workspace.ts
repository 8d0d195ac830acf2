import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { AccessLevel } from '../../../shared/domain/invitations.ts'
import type { Because, VisibleItem } from '../../../shared/domain/visibility.ts'
import type { WorkspaceTab } from '../../components/openWorkspace.ts'
import type { OpenThing } from '../../workspace/overview/openThings.ts'
import type { TimelineEntry } from '../../workspace/overview/timelineEntries.ts'
import { historyLine } from './history.ts'

/** The Patient Workspace (R10.2). */
export const workspace = {
  missing: { title: 'This patient was not found', text: 'The address of this window may be cut short.' },
  couldNotLoad: 'The chart could not be read.',
  access: { full: 'Full access', limited: 'Limited access', none: 'No access' },
  level: { full: 'Full', limited: 'Limited' } satisfies Record<AccessLevel, string>,
  facts: {
    born: 'Born',
    bornAt: (day: string, age: number | null) => (age === null ? day : `${day} (${age})`),
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
    messages: 'Messages',
    documents: 'Documents',
    'access-code': 'Medical Access Code',
    family: 'Family',
    history: 'History',
  } satisfies Record<WorkspaceTab, string>,
  overview: {
    contact: 'Contact',
    edit: 'Edit',
    name: 'Name',
    visit: 'Next visit',
    noVisit: 'No visit is booked.',
    visitWith: (service: string, practitioner: string) => `${service}, ${practitioner}`,
    open: 'Open',
    nothingOpen: 'Nothing waits for anybody.',
    thing: openThing,
    lastVisit: (at: string) => `Last visit ${at}`,
    showAccess: 'Show',
    timeline: 'Timeline',
    toCome: 'To come',
    nothingYet: 'Nothing has happened yet.',
    nothingOfThese: 'Nothing of this kind.',
    since: (day: string) => `since ${day}`,
    more: (count: string) => `Show older (${count})`,
    filters: {
      label: 'What the timeline shows',
      all: 'Everything',
      visits: 'Visits',
      forms: 'Forms',
      plans: 'Plans',
      messages: 'Messages',
      access: 'Access',
    },
    entry: timelineEntry,
    health: {
      title: 'Health in short',
      from: (form: string, day: string) => `from ${form}, ${day}`,
      nothing: 'No intake is filed in this chart yet.',
      allergies: 'Allergies',
      medicines: 'Medicines',
      conditions: 'Treated for',
      emergency: 'Emergency',
      reachedBy: 'Reached by',
      none: 'None, the patient says',
      unsure: (text: string) => (text === '' ? 'The patient is not sure' : `Not sure: ${text}`),
      unanswered: 'not answered',
    },
  },
  appointments: {
    couldNotLoad: 'The appointments could not be read.',
    empty: 'No appointments yet',
    emptyText: 'Visits booked by the clinic or online are listed here.',
    upcoming: 'Upcoming',
    noneUpcoming: 'none booked',
    past: 'Past',
    /** @param reason why it was cancelled */
    withReason: (practitioner: string, reason: string | null) =>
      reason === null ? practitioner : `${practitioner} · ${reason}`,
  },
  forms: {
    extend: 'Extend',
    extendOf: (title: string) => `Extend ${title} by 30 days`,
    until: (at: string) => `Works until ${at}`,
    extended: (at: string) => `Extended: the e-mail that is out works until ${at}`,
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
  /** The audit log as people read it (R8.6). */
  history: {
    couldNotLoad: 'The history could not be read.',
    empty: 'Nothing has happened yet',
    emptyText: 'Every reading and change of this chart is listed here.',
    system: 'Anteroom',
    action: historyLine,
  },
  /** "See as patient" (R3.3, R10.2). */
  seeAs: {
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
      sentToVerifiedEmail: 'visible because it was sent to an e-mail that this login has verified',
      sentByThisLogin: 'visible because this login sent it',
      fullAccess: 'visible because this login has full access',
    } satisfies Record<Because, string>,
    kinds: {
      form: 'Smart Forms',
      appointment: 'Appointments',
      plan: 'Treatment plans',
      submission: 'Sent forms',
      message: 'Messages',
      document: 'Documents',
      takenBack: 'Documents taken back',
      upload: 'Files sent',
      profile: 'Profile',
    } satisfies Record<VisibleItem['kind'], string>,
    formPending: (minutes: number | null) => (minutes === null ? 'to fill in' : `to fill in, about ${minutes} min`),
    formSubmitted: 'sent',
    visit: (service: string, practitioner: string) => `${service}, ${practitioner}`,
    plan: (version: number, at: string, name: string) => `version ${version}, ${at}, ${name}`,
    profile: (parts: readonly (string | null)[]) => parts.filter((part) => part !== null && part !== '').join(' · '),
    sentAt: (at: string) => `sent ${at}`,
    message: { patient: 'written by this login', clinic: 'written by the clinic', outOfHours: 'answered by itself' },
    noSubject: 'In a thread that another login began',
    sharedAt: (at: string) => `shared ${at}`,
    takenBack: 'A document',
    takenBackAt: (at: string) => `taken back ${at}`,
    text: 'Text',
    previewNote: 'To look at only; the holder’s phone is up to date after the next synchronisation.',
    foot: (city: string) => `Times are shown in the clinic’s time zone (${city}).`,
  },
  /** Asking why, before what cannot be undone. */
  reason: {
    label: 'Reason',
    missing: 'A reason is needed; it stands in the history.',
  },
}

/** What is open, in one line, and the verb that settles it. */
function openThing(thing: OpenThing): { readonly chip: string; readonly text: string; readonly act: string } {
  switch (thing.kind) {
    case 'mailTrouble':
      return { chip: 'E-mail', text: `The Access Link to ${thing.to} came back`, act: 'Fix' }
    case 'formReceived':
      return { chip: 'Smart Form', text: `${thing.title} came back and waits to be filed`, act: 'Read' }
    case 'formSetAside':
      return {
        chip: 'Smart Form',
        text: `${thing.title} was set aside: it breaks the form’s rules`,
        act: 'Read',
      }
    case 'noEmail':
      return { chip: 'Contact', text: 'No e-mail address on file', act: 'Add' }
    case 'noBirthDate':
      return { chip: 'Contact', text: 'No date of birth on file: no code can be read aloud', act: 'Add' }
    case 'accessOpen':
      return {
        chip: 'Access',
        text: thing.to ? `Access Link for ${thing.to} is not redeemed yet` : 'An Access Code is not redeemed yet',
        act: 'Show',
      }
    case 'noAccess':
      return { chip: 'Access', text: 'Nobody can see these records online', act: 'Give access' }
    case 'limitedOnly':
      return {
        chip: 'Access',
        text: 'Limited access only: visits booked by the clinic and plans are not shown',
        act: 'Give access',
      }
    case 'formOpen':
      return { chip: 'Smart Form', text: `${thing.title} is not returned`, act: 'Show' }
    case 'draftPlan':
      return { chip: 'Plan', text: `${thing.title}: the draft is not published`, act: 'Write' }
    default:
      return assertNever(thing)
  }
}

/** One line of the timeline: what it is, and about what. */
function timelineEntry(entry: TimelineEntry): { readonly what: string; readonly about: string } {
  switch (entry.kind) {
    case 'visit':
      return { what: entry.service, about: entry.practitioner }
    case 'formSent':
      return { what: entry.title, about: 'sent to the patient' }
    case 'formReturned':
      return { what: entry.title, about: returned[entry.state] }
    case 'plan':
      return { what: entry.title, about: `version ${entry.version} published by ${entry.by}` }
    case 'message':
      return { what: entry.subject, about: entry.by === null ? 'message from the patient' : `answered by ${entry.by}` }
    case 'linkSent':
      return { what: 'Access Link', about: `to ${entry.to}` }
    case 'redeemed':
      return { what: 'Access', about: `redeemed by ${entry.by}` }
    default:
      return assertNever(entry)
  }
}

const returned = {
  received: 'came back, to be filed',
  filed: 'came back and is filed',
  setAside: 'came back and was set aside',
  unproven: 'came back, not proven',
} satisfies Record<Extract<TimelineEntry, { kind: 'formReturned' }>['state'], string>
