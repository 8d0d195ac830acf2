const visits = (count: number) => (count === 1 ? '1 visit' : `${count} visits`)

/** Front Desk → Calendar, and the booking panel beside it (R6.2). */
export const calendar = {
  title: 'Calendar',
  previous: { day: 'Previous day', week: 'Previous week', month: 'Previous month' },
  next: { day: 'Next day', week: 'Next week', month: 'Next month' },
  view: 'View',
  views: { day: 'Day', week: 'Week', month: 'Month' },
  week: {
    /** As in ISO 8601. */
    number: (week: number) => `Week ${week}`,
    label: (name: string, day: string) => `Calendar, ${name}, week of ${day}`,
    strips: 'Whose week',
    /** For a screen reader, after the name. */
    strip: (count: string) => `, ${count}`,
  },
  month: {
    /** On a day on which nobody works. */
    closed: 'Closed',
    full: (percent: number) => `${percent} % booked`,
    noVisits: 'no visits',
    /** Whoever has time off, with what for where that is known. */
    off: (names: string) => `Time off: ${names}`,
    offFor: (name: string, word: string) => (word === '' ? name : `${name} (${word})`),
    /** What a screen reader says of a day. */
    day: (facts: readonly string[]) => facts.join(', '),
  },
  today: 'Today',
  pickDay: 'Pick a day',
  visits,
  /** @param why what their time off is for */
  away: (why: string | null, count: number) => (count === 0 ? (why ?? 'away') : `${why ?? 'away'}, ${visits(count)}`),
  /** Of whoever left, or sees patients no longer. */
  notHere: (count: number) => (count === 1 ? '1 visit, not here' : `${count} visits, not here`),
  empty: 'Nobody has a calendar yet',
  emptyHint: 'Practitioners with weekly hours appear here, a column each.',
  couldNotLoad: {
    day: 'The day could not be read.',
    week: 'The week could not be read.',
    month: 'The month could not be read.',
  },
  dayLabel: (day: string) => `Calendar, ${day}`,
  /** For a screen reader: the part of the grid that scrolls. */
  times: 'Times',
  spoken: (to: string, practitioner: string, status: string) => `, until ${to}, ${practitioner}, ${status}. `,
  newHere: 'New appointment',
  range: (from: string, to: string) => `${from} to ${to}`,
  details: 'Appointment',
  openWorkspace: 'Open Patient Workspace',
  closePanel: 'Close',
  when: 'When',
  service: 'Service',
  practitioner: 'Practitioner',
  missing: 'Missing',
  status: 'Status',
  cancelReason: 'Cancelled because',
  notes: { reason: 'Reason', alert: 'Alert', note: 'Note' },
  picker: {
    previousMonth: 'Previous month',
    nextMonth: 'Next month',
    previousYear: 'Previous year',
    nextYear: 'Next year',
    previousDecade: 'Previous ten years',
    nextDecade: 'Next ten years',
    months: 'Pick a month',
    years: 'Pick a year',
  },
  /** Beside a visit's block that is pointed at. */
  card: {
    telephone: 'Telephone',
    noTelephone: 'not known',
    with: (practitioner: string) => `with ${practitioner}`,
  },
  /** The next times for a service. */
  firstFree: {
    title: 'First free time',
    anyone: 'Anyone',
    times: 'Free times',
    time: (when: string, practitioner: string) => `${when}, ${practitioner}`,
    none: 'Nothing is free within half a year.',
    couldNotLoad: 'The free times could not be read.',
  },
  /** Along the foot: what the marks of the grid say. */
  legend: {
    label: 'Marks',
    onSale: 'On sale',
    online: 'Booked online',
    unconfirmed: 'Unconfirmed',
  },
  free: 'Free',
  /** Of a visit that is carried over the grid. */
  carrying: {
    free: (name: string) => `Free with ${name}.`,
    asItStands: 'As it stands.',
    isTold: (name: string) => `${name} is told by e-mail.`,
  },
  moving: {
    act: 'Move',
    minutes: 'Minutes',
    badMinutes: 'Type how many minutes it takes, up to a day.',
    label: (name: string) => `Move ${name}`,
    save: 'Move',
    chooseAnother: 'Whoever had this visit is not here any more. Choose who sees the patient.',
    allTheSame: 'Move all the same',
    /** Of one that is longer or shorter now. */
    isAsLong: (name: string, when: string) => `${name}: now ${when}`,
    isAsLongTold: (name: string, when: string) => `${name}: now ${when}. E-mail leaves in a moment.`,
    isAsLongUntold: (name: string, when: string) => `${name}: now ${when}. Patient not told.`,
    isMoved: (name: string, day: string, clock: string) => `${name} moved to ${day} at ${clock}`,
    isMovedTold: (name: string, day: string, clock: string) =>
      `${name} moved to ${day} at ${clock}. E-mail leaves in a moment.`,
    isMovedUntold: (name: string, day: string, clock: string) =>
      `${name} moved to ${day} at ${clock}. Patient not told.`,
  },
  movingAlong: {
    list: (going: number, all: number) => `${going} of ${all} visits to move`,
    fromTo: (from: string, to: string) => `${from} → ${to}`,
    none: 'No visit is ticked.',
    moved: (name: string, visits: number) => `${name}: ${visits === 1 ? 'one visit' : `${visits} visits`} moved`,
    movedTold: (name: string, visits: number) =>
      `${name}: ${visits === 1 ? 'one visit' : `${visits} visits`} moved. E-mail leaves in a moment.`,
    movedUntold: (name: string, visits: number) =>
      `${name}: ${visits === 1 ? 'one visit' : `${visits} visits`} moved. Patient not told.`,
  },
  print: 'Print what is shown',
  paper: {
    day: (day: string, practitioner: string) => `${day} · ${practitioner}`,
    noVisits: 'No visits',
    sheet: (sheet: number, of: number) => `Sheet ${sheet} of ${of}`,
    zone: (zone: string) => `Clinic time (${zone})`,
    printed: (when: string, by: string) => `Printed ${when} by ${by}`,
  },
  printColumns: 'Print the day side by side',
  more: 'Print and save',
  /** R9.2, R11.1: an .ics file. */
  file: {
    visit: 'Save calendar file',
    times: 'Save times as calendar file…',
    title: 'Save times as calendar file',
    what: 'When somebody is taken, without whose visit it is or what for.',
    fields: { practitioner: 'Practitioner', fromOn: 'From', toOn: 'Until' },
    problem: {
      noDay: 'Type a day, such as 3 March.',
      backwards: 'The last day comes before the first.',
      tooLong: (days: number) => `At most ${days} days.`,
    },
    save: 'Save',
    saved: (name: string) => `Calendar file of ${name} saved`,
  },
  slip: {
    act: 'Print slip',
    actAll: 'Print a slip of these',
    heading: (count: number) => (count === 1 ? 'Your visit' : 'Your visits'),
    with: (practitioner: string) => `with ${practitioner}`,
    /** R6.3: how each is moved or cancelled; where nothing says until when, it is no longer certain. */
    change: {
      online: (until: string) => `You can move or cancel online until ${until}.`,
      telephone: (until: string) => `To move or cancel, call until ${until}.`,
      late: 'Moving or cancelling needs a call.',
    },
    cannotCome: (phone: string) => (phone === '' ? 'Cannot come? Tell the clinic.' : `Cannot come? Call ${phone}.`),
  },
  repeat: {
    label: 'Repeat',
    every: {
      no: 'Does not repeat',
      week: 'Every week',
      twoWeeks: 'Every 2 weeks',
      fourWeeks: 'Every 4 weeks',
      month: 'Every month',
    },
    ends: 'Ends',
    endsBy: { count: 'By number', until: 'On a day' },
    times: 'Times',
    lastDay: 'Last day',
    badLastDay: 'Type a day that is not before the first visit.',
    weekdays: 'On',
    cut: (most: number) => `There are more until then. The first ${most} are here.`,
    list: (ticked: number, all: number) => `${ticked} of ${all} visits to book`,
    nextFree: (when: string) => `Next free: ${when}`,
    back: 'Back to its own time',
    insteadOf: (when: string) => `Instead of ${when}`,
    none: 'No visit is ticked.',
    reasonFor: (visit: string) => `Reason for two at once, ${visit}`,
    reasonMissing: 'Two at once take a reason.',
    badTimes: (most: number) => `From 1 to ${most} times.`,
    saved: (name: string, visits: number) => `${name}: ${visits === 1 ? 'one visit' : `${visits} visits`} booked`,
    savedAndSent: (name: string, visits: number) =>
      `${name}: ${visits === 1 ? 'one visit' : `${visits} visits`} booked. Confirmation leaves in a moment.`,
    faster: (visits: number) => `Somebody was faster online for ${visits === 1 ? 'one visit' : `${visits} visits`}.`,
    which: 'Series',
    number: (number: number, of: number) => `${number} of ${of}`,
    /** By itself, beside a visit. */
    mark: (number: number, of: number) => `${number} of ${of} visits of a series`,
  },

  booking: {
    title: 'New appointment',
    summary: (who: string, day: string, from: string, to: string) => `${who}, ${day}, ${from} to ${to}`,
    incomplete: 'Patient, service and time',
    patient: 'Patient',
    patientPlaceholder: 'Name, telephone, e-mail or birth date',
    newPatient: (typed: string) => (typed ? `+ New patient “${typed}”` : '+ New patient'),
    noPatient: 'No patient matches.',
    service: 'Service',
    length: (minutes: number, buffer: number) => (buffer > 0 ? `${minutes} min + ${buffer}` : `${minutes} min`),
    practitioner: 'Practitioner',
    day: 'Day',
    dayHint: (day: string) => `Such as ${day} or tomorrow`,
    /** What may be typed for a day. */
    typed: { today: 'today', tomorrow: 'tomorrow' },
    time: 'Time',
    timeHint: (place: string) => `${place} time`,
    /** How the typed time was understood. */
    timeRead: (clock: string, place: string) => `${clock}, ${place} time`,
    /** Of a lone hour that may be both. */
    readAsEvening: (evening: string, morning: string) => `This is read as ${evening}. Type ${morning} for the morning.`,
    noServices: 'No service is offered yet. An admin adds them in Settings, Services.',
    noPeople: 'Nobody sees patients yet. An admin adds them in Settings, Staff.',
    onlyOne: (service: string) => `Nobody else offers ${service}.`,
    offering: (service: string) => `For ${service}`,
    notOffering: 'Do not offer it',
    /** What is out of the ordinary, beside its field. */
    concerns: {
      past: 'This is in the past.',
      farAhead: 'This is more than two years from now.',
      away: (name: string, day: string) => `${name} is away on ${day}.`,
      timeOff: (name: string, day: string, word: string) =>
        word === '' ? `${name} is away on ${day}.` : `${name} is away on ${day}: ${word}.`,
      timeOffPart: (name: string, from: string, to: string, word: string) =>
        word === '' ? `${name} is away from ${from} to ${to}.` : `${name} is away from ${from} to ${to}: ${word}.`,
      outsideHours: (name: string, from: string, to: string) => `${name} works from ${from} to ${to}.`,
      break: (name: string, from: string, to: string) => `${name} has a break from ${from} to ${to}.`,
      runsOver: (name: string, ends: string, until: string) =>
        `It would go on until ${ends}; ${name} works until ${until}.`,
      notOffered: (name: string, service: string) => `${name} does not offer ${service}.`,
      withdrawn: (service: string) => `${service} is not offered any more.`,
    },
    allTheSame: 'Book all the same',
    forms: 'Smart Forms to send with the confirmation',
    addForm: 'Add',
    addFormLabel: 'Add a Smart Form',
    noForms: 'None',
    tell: 'Tell the patient',
    tellHint: 'Confirmation with calendar file',
    tellHintForms: 'Confirmation with calendar file and “Take me to my forms”',
    notTold: 'Nothing is sent; marked “Patient not told”.',
    past: 'This time has passed: the visit is entered for the record, and nothing is sent.',
    save: 'Save',
    saveAndSend: 'Save and Send',
    cancel: 'Cancel',
    needPatient: 'Choose a patient.',
    needService: 'Choose a service.',
    needPractitioner: 'Choose a practitioner.',
    badDay: 'This is not a day. Type a date, “tomorrow” or “Friday”.',
    badTime: 'This is not a time. Type 10:00 or 4.30 pm.',
    noSuchTime: 'The clocks change at this time; it does not exist.',
    /** Nobody is named who was faster online. */
    taken: (name: string | null, from: string, to: string) =>
      name === null ? `${from} to ${to} was booked online a moment ago.` : `${name} has ${from} to ${to}.`,
    nextFree: 'Next free',
    overbookReason: 'Reason to overbook',
    overbookHint: 'Kept in the audit log.',
    overbook: 'Overbook',
    emailMissing: (name: string) => `${name} has no e-mail address, so nothing can be sent.`,
    emailToAdd: 'E-mail to add',
    emailInvalid: 'This is not an e-mail address.',
    notPaired:
      'This desk is not connected to an online service, so no confirmation can leave. Save without sending, or connect it in Settings.',
    saved: (name: string, day: string, clock: string) => `${name} booked, ${day} at ${clock}`,
    savedAndSent: (name: string, day: string, clock: string) =>
      `${name} booked, ${day} at ${clock}. Confirmation leaves in a moment.`,
  },
}
