import type { SyncStatus } from '../../../shared/contract/desk/sync.ts'
import type { Settings } from '../../../shared/contract/desk/settings.ts'
import type { ServiceField } from '../../../shared/domain/services.ts'
import { SHORT_NAME_LENGTH, type ShortNameProblem } from '../../../shared/domain/shortName.ts'
import type { AuditVerdict } from '../../../shared/domain/auditFacts.ts'
import { email } from './email.ts'
import { hours } from './hours.ts'
import { onlineBooking } from './onlineBooking.ts'
import { staff } from './staff.ts'

/** Front Desk → Settings. */
export const settings = {
  title: 'Settings',
  couldNotLoad: 'The settings could not be read.',
  navigation: 'Pages of Settings',
  /** Each with an address of its own. */
  pages: {
    clinic: 'Clinic',
    staff: 'Staff',
    services: 'Services',
    hours: 'Hours and time off',
    onlineBooking: 'Online booking',
    email: 'E-mail',
    connection: 'Connection',
    security: 'Security',
    recovery: 'Recovery sheet',
    audit: 'Audit log',
    serverKnows: 'What the server knows',
    appearance: 'This computer',
    about: 'About',
  },
  /** Among the actions of Ctrl+K. */
  pageNamed: (page: string) => `Settings, ${page}`,
  adminOnly: 'Only an admin changes the settings of the clinic.',
  clinic: {
    title: 'Clinic',
    text: 'As patients see it in e-mails and on their pages.',
    name: 'Name',
    nameNeeded: 'A name is needed.',
    addressLine: 'Address',
    phone: 'Telephone',
    email: 'E-mail address of the clinic',
    emailText: 'Answers to the clinic’s e-mails go there. Without one they go nowhere.',
    timeZone: 'Time zone',
    timeZoneText: 'Every time is shown and told in it.',
    noZone: 'No zone of this name.',
    zoneChange: (before: string, after: string) =>
      `Visits that stand keep their moment and are shown at another time: what is ${before} is then ${after}. Working hours keep their clock. E-mails that were sent say the old time.`,
    save: 'Save clinic',
    none: 'not given',
  },
  onlineBooking,
  services: {
    couldNotLoad: 'The services could not be read.',
    text: 'In the order in which they are offered when a visit is booked.',
    add: 'Add service',
    empty: 'No services yet',
    emptyText: 'A visit is booked for a service: what it is called, how long it lasts, who offers it.',
    noneOffered: 'None is offered now.',
    gone: 'This service is not there.',
    back: 'All services',
    newTitle: 'New service',
    /** What two people changed at once, in a sentence (R10.7). */
    what: 'this service',
    fields: {
      name: 'Name',
      minutes: 'Minutes',
      bufferBeforeMinutes: 'Free before',
      bufferAfterMinutes: 'Free after',
      isBookableOnline: 'Online booking',
      practitionerIds: 'Offered by',
      formIds: 'Smart Forms with the confirmation',
    } satisfies Record<ServiceField, string>,
    length: (minutes: number, before: number, after: number) =>
      [`${minutes} min`, ...(before > 0 ? [`${before} before`] : []), ...(after > 0 ? [`${after} after`] : [])].join(
        ', ',
      ),
    everybody: 'everybody',
    nobodyChosen: 'Nobody is chosen: everybody offers it.',
    nobodyLeft: 'nobody who is here',
    nobodyLeftHint: 'Whoever offered it is not here any more: nobody does now.',
    noForms: 'none',
    noFormsYet: 'There are no Smart Forms yet.',
    online: 'bookable online',
    notOnline: 'not bookable online',
    onlineLabel: 'May be booked online',
    upcoming: (count: number) => (count === 1 ? '1 visit to come' : `${count} visits to come`),
    keepsItsWords: (count: number) =>
      count === 1
        ? 'The visit to come keeps the name and length it was booked with.'
        : `The ${count} visits to come keep the name and length they were booked with.`,
    moveUp: (name: string) => `Move ${name} up`,
    moveDown: (name: string) => `Move ${name} down`,
    save: 'Save service',
    addThis: 'Add service',
    saved: (name: string) => `${name} saved`,
    added: (name: string) => `${name} added`,
    withdraw: 'Withdraw',
    bringBack: 'Offer again',
    withdrawn: 'Withdrawn',
    withdrawnText: (count: number) =>
      count === 0
        ? 'Withdrawn: it is offered to nobody any more.'
        : `Withdrawn: it is offered to nobody any more. ${count === 1 ? '1 visit' : `${count} visits`} to come of it ${count === 1 ? 'stands' : 'stand'}.`,
    isWithdrawn: (name: string) => `${name} is withdrawn`,
    isOfferedAgain: (name: string) => `${name} is offered again`,
  },
  staff,
  hours,
  email,
  sending: {
    title: 'Links and “Undo”',
    /** What two people changed at once, in a sentence (R10.7). */
    what: 'the settings',
    accessDays: 'Days that an Access Link works',
    accessDaysText: '1 to 30. Links that are open keep the day they have.',
    undoSeconds: 'Seconds to undo an e-mail',
    undoSecondsText: '0 to 120. An e-mail leaves when they have passed.',
    ofAge: 'Age from which records are one’s own',
    ofAgeText: '10 to 25. From that birthday on the tab Family shows which logins held them before.',
    save: 'Save',
    saved: 'Settings saved',
    outside: (from: number, to: number) => `A whole number from ${from} to ${to}.`,
  },
  outOfHours: {
    title: 'Messages out of hours',
    text: 'Patients are told before they write, and once by an answer that nobody types.',
    openHours: 'Messages are read',
    openHoursText:
      'A line for days that are alike: Mon-Thu 8:30-12:00, 13:00-17:00. Without any, the clinic is never closed.',
    outOfHoursText: 'Answer while closed',
    answerText: 'For everybody alike, nothing medical: when it is read, whom to call. Empty answers nothing.',
    none: 'nothing',
    save: 'Save messages',
  },
  reminders: {
    title: 'Reminders',
    text: 'An e-mail reminds a patient of a visit, and asks for “I will come”. It leaves between 8:00 and 20:00, also while this desk is off; nobody is reminded of a visit that was booked later than that.',
    textOwn:
      'An e-mail reminds a patient of a visit, and asks for “I will come”. It leaves between 8:00 and 20:00. Through the clinic’s own mail server it leaves from here, and only while this desk is on.',
    save: 'Save reminders',
    preview: {
      open: 'The e-mail as it is sent',
      couldNotLoad: 'The e-mail could not be shown.',
      about: 'Of a visit that does not exist, with the clinic’s facts as they are saved.',
      subject: 'Subject',
      how: 'Show it as',
      html: 'Page',
      text: 'Text',
    },
    hours: 'When patients are reminded',
    hoursText: 'What is on its way to them already leaves at the new time, or not at all.',
    before: (hours: number | null) =>
      hours === null
        ? 'Not at all'
        : hours === 24
          ? 'The day before'
          : hours % 24 === 0
            ? `${hours / 24} days before`
            : `${hours} hours before`,
  },
  shortAddress: {
    title: 'Short address',
    name: 'Name of the clinic’s page',
    text: (portal: string | null, name: string) =>
      portal === null
        ? 'A name that can be said on the telephone, of letters, digits and hyphens.'
        : `Said before a code: ${portal}/${name === '' ? '…' : `${name}.`} Letters, digits and hyphens.`,
    none: 'none',
    use: 'Use this name',
    useNone: 'Use no name',
    state: {
      none: 'No name is chosen. Codes are typed into a page with a long address, which is printed on the slip.',
      waiting: 'The online service has not been told yet.',
      published: 'In use. Slips with an earlier name go on working.',
      taken: 'Another clinic has this name. Choose another.',
    } satisfies Record<Settings['shortNameState'], string>,
    problem: {
      tooShort: `At least ${SHORT_NAME_LENGTH.least} letters.`,
      tooLong: `At most ${SHORT_NAME_LENGTH.most} letters.`,
      badSigns: 'Letters from a to z, digits, and single hyphens between them.',
      reserved: 'This name is kept for the online service. Choose another.',
    } satisfies Record<ShortNameProblem, string>,
  },
  connection: {
    title: 'Connection to the online service',
    text: 'It carries e-mails and sealed records between this desk and patients, and can read none of the records.',
    address: 'Address',
    portal: 'Patient Portal',
    last: 'Last synchronised',
    never: 'never',
    waiting: 'Waiting',
    waitingCount: (count: number) => (count === 0 ? 'nothing' : count === 1 ? '1 change' : `${count} changes`),
    pairAgain: 'Connect to another online service',
    pairAgainText:
      'Patients keep their links only where everything is published again; use it when the service has moved.',
    code: 'Pairing code',
    codeText: 'Made once on the command line of the online service.',
    url: 'Address of the online service',
    urlStart: 'https://',
    urlMissing: 'The address is needed.',
    urlInvalid: 'This is not an address. It looks like https://portal.example.com.',
    codeMissing: 'The pairing code is needed.',
    pair: 'Connect',
    paired: 'Connected',
    states: {
      notPaired: 'Not connected',
      synchronised: 'Connected',
      working: 'Synchronising',
      offline: 'Offline',
      stopped: 'Stopped',
    } satisfies Record<SyncStatus['state'], string>,
  },
  offer: {
    text: 'The online service calls itself something else than when this desk was connected to it. Until an admin agrees, e-mails wait here and links lead to the agreed address. Agree only if whoever runs the service told the clinic of the change.',
    portal: 'Patient Portal',
    mailKey: 'Key that seals e-mails',
    agreed: 'Agreed to',
    now: 'Now',
    accept: 'Agree to the change',
    accepted: 'The change is agreed to',
    askAdmin: 'An admin can agree to it.',
  },
  locking: {
    title: 'Locking',
    text: 'A station locks by itself when nobody has touched it for so long, whatever is open on it.',
    idleMinutes: 'Quiet minutes',
    idleMinutesText: '1 to 60.',
    save: 'Save',
  },
  factors: {
    title: 'Second factor',
    text: 'Everybody turns it on for themselves, under their own name. One that was lost is given anew under Staff.',
    couldNotLoad: 'The accounts could not be read.',
    since: (day: string) => `since ${day}`,
    none: 'none',
    on: 'On',
    off: 'Off',
  },
  acts: {
    title: 'What was done here',
    text: 'To settings and staff, and who signed in.',
    couldNotLoad: 'What was done could not be read.',
    older: 'Show older',
  },
  audit: {
    title: 'History',
    text: 'Who read and changed what, in all charts. Each entry is chained to the one before; the newest is told to the online service, sealed.',
    check: 'Check now',
    checkedAt: (at: string) => `Checked ${at}.`,
    states: { whole: 'Whole', broken: 'Changed', cut: 'Cut short' } satisfies Record<AuditVerdict['state'], string>,
    finding: {
      /** `figure` is the count as it is written. */
      whole: (count: number, figure: string) => (count === 1 ? 'One entry, unbroken.' : `${figure} entries, unbroken.`),
      broken: (figure: string) =>
        `Entry ${figure} was changed outside Anteroom, or one before it was taken away. Compare with a backup.`,
      cut: (figure: string) =>
        `Entry ${figure}, which the online service was told of, is not here as it was: the file was cut or put back. Compare with a backup.`,
    },
  },
  about: {
    version: 'Version',
    licence: 'Licence',
    updates: 'Nothing is fetched for this page, and no newer version is looked for.',
    packages: (count: number) => `Made of ${count} packages`,
    packagesText:
      'As they were installed when this version was built, each with its licence. Electron brings Chromium and Node.js, whose licences stand beside the program in LICENSES.chromium.html.',
  },
  appearance: {
    title: 'Appearance',
    text: 'On this computer only.',
    theme: 'Theme',
  },
}
