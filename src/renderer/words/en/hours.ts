import type { HoursProblem } from '../../../shared/domain/workingHours.ts'

const impossible = {
  backwards: 'Hours end later on the same day than they begin; past midnight they are written on both days.',
  overlap: 'Two stretches of one day overlap.',
} satisfies Record<HoursProblem, string>

/** `7 h 45`, as a clock would; `8 h`. */
function length(minutes: number): string {
  const over = minutes % 60
  return over === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${String(over).padStart(2, '0')}`
}

/** Front Desk → Settings → Hours and time off. */
export const hours = {
  couldNotLoad: 'The hours could not be read.',
  title: 'Weekly hours',
  nobody: 'Nobody has a calendar',
  nobodyText: 'Hours belong to practitioners.',
  without: (name: string) => `${name} has no hours yet and is shown as away on every day.`,
  who: 'Whose hours',
  weeks: 'Which hours',
  always: 'Every week',
  from: (day: string) => `From ${day}`,
  /** What two people changed at once, in a sentence (R10.7). */
  what: 'these hours',
  closed: 'closed',
  hours: length,
  aWeek: (minutes: number) => `${length(minutes)} a week. Typed too: Mon-Thu 8:30-12:00, 12:40-16:40`,
  inWords: 'In words',
  drawn: 'The week, drawn',
  tool: 'What a stroke does',
  works: 'Works',
  clear: 'Clear',
  at: (day: string, time: string, works: boolean) => `${day} ${time}, ${works ? 'works' : 'closed'}`,
  help: 'Drag paints in steps of 15 minutes. By keyboard: arrows move, Shift and arrows paint, C copies a day, V pastes it.',
  helpReading: 'Arrows move from one quarter of an hour to the next.',
  impossible,
  problem: {
    backwards: (line: string) => `“${line}”: ${impossible.backwards}`,
    overlap: (line: string) => `“${line}”: ${impossible.overlap}`,
    noDay: (line: string) => `“${line}” names no day. A line looks like Mon-Thu 8:30-12:00.`,
    noTime: (line: string) => `“${line}” has no times. A line looks like Mon-Thu 8:30-12:00.`,
    twice: (line: string) => `“${line}” names a day that stands in another line.`,
  },
  save: 'Save hours',
  discard: 'Discard',
  saved: 'Hours saved',
  takeAway: 'Take away',
  takenAway: 'The hours before go on',
  newWeek: 'From a date',
  newWeekTitle: 'Hours that begin on a date',
  newWeekText: 'They begin as those that are shown, and are changed then. The days before keep their hours.',
  beginsOn: 'First day',
  makeWeek: 'Make these hours',
  noDay: 'This is no day. It looks like 24 Nov.',
  dayOver: 'This day is over. Hours begin today or later.',
  off: {
    title: 'Time off',
    add: 'Add time off',
    addThis: 'Add',
    none: 'None is noted.',
    remove: 'Remove',
    removed: 'Time off removed',
    added: 'Time off added',
    days: (first: string, last: string) => `${first} to ${last}`,
    whole: 'whole day',
    from: (time: string) => `from ${time}`,
    until: (time: string) => `until ${time}`,
    fields: {
      fromOn: 'First day',
      toOn: 'Last day, if another',
      from: 'From, if not all day',
      to: 'Until, if not all day',
      word: 'What for',
    },
    problem: {
      noDay: 'This is no day. It looks like 24 Nov.',
      noTime: 'This is no time. It looks like 13:30.',
      backwards: 'It ends before it begins.',
      tooLong: 'This is longer than three years.',
    },
    stand: (count: number) => (count === 1 ? '1 visit stands in it' : `${count} visits stand in it`),
    wouldStand: (count: number) =>
      count === 1
        ? '1 visit stands in this time. Move it, or leave it there.'
        : `${count} visits stand in this time. Move them, or leave them there.`,
    move: (name: string, when: string) => `Move ${name}, ${when}`,
    elsewhere: 'This visit stands on that day no more: somebody moved it or called it off.',
    leaveAndAdd: (count: number) => (count === 1 ? 'Leave it and add' : 'Leave them and add'),
  },
}
