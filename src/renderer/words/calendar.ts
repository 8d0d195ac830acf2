export const calendar = {
  title: 'Calendar',
  previousDay: 'Previous day',
  nextDay: 'Next day',
  today: 'Today',
  pickDay: 'Pick a day',
  visits: (count: number) => (count === 1 ? '1 visit' : `${count} visits`),
  away: 'away',
  empty: 'Nobody has a calendar yet',
  emptyHint: 'Practitioners with weekly hours appear here, a column each.',
  couldNotLoad: 'The day could not be read.',
  dayLabel: (day: string) => `Calendar, ${day}`,
  appointment: (name: string, from: string, to: string, service: string, practitioner: string, status: string) =>
    `${name}, ${from} to ${to}, ${service}, ${practitioner}, ${status}`,
  newHere: 'New appointment',
  range: (from: string, to: string) => `${from} to ${to}`,
  times: 'Times',
} as const
