/** What `zdump -v` says of a zone, from which `zone.ts` is held to account (R6.1). */

/** Half hours, a hole in Ramadan, a day between 23 and 25 hours in steps of two, a clock that stopped changing. */
export const ODD_ZONES = [
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/Scoresbysund',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/St_Johns',
  'Asia/Tehran',
  'Africa/Cairo',
  'Europe/Dublin',
  'Antarctica/Troll',
  'America/Havana',
  'Pacific/Chatham',
] as const

export const FIRST_YEAR = 2015
export const LAST_YEAR = 2026

export const ZDUMP = '/usr/bin/zdump'
export const fixtureOf = (zone: string) => `tests/zones/zdump/${zone.replace('/', '-')}.txt`

/** Milliseconds since 1970 from which on the clock is so many milliseconds ahead of UTC. */
export type Change = { readonly fromMs: number; readonly offsetMs: number }

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const LINE = /^\S+ +\w+ (\w+) +(\d+) (\d\d):(\d\d):(\d\d) (\d+) UT = .* gmtoff=(-?\d+)$/u

/** The lines of the years that are compared, and the one before: how the first of them begins. */
export function trimmed(output: string): string {
  const lines = output.split('\n').filter((line) => LINE.test(line))
  const firstAt = lines.findIndex((line) => yearOf(line) >= FIRST_YEAR)
  const from = firstAt === -1 ? lines.length - 1 : Math.max(0, firstAt - 1)
  return `${lines.filter((line, index) => index >= from && yearOf(line) <= LAST_YEAR).join('\n')}\n`
}

/** Two lines a change: the last second before, and the first of it. */
export function changesOf(text: string): Change[] {
  const points = text
    .trim()
    .split('\n')
    .map((line) => {
      const [, month = '', day, hour, minute, second, year, offset] = LINE.exec(line) ?? []
      const fromMs = Date.UTC(
        ...([Number(year), MONTHS.indexOf(month), Number(day)] as const),
        ...([Number(hour), Number(minute), Number(second)] as const),
      )
      return { fromMs, offsetMs: Number(offset) * 1000 }
    })
  return points.filter(({ offsetMs }, index) => index === 0 || offsetMs !== points[index - 1]?.offsetMs)
}

function yearOf(line: string): number {
  return Number(LINE.exec(line)?.[6])
}
