import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../scripts/run.ts'
import { CalendarDay, ClockTime, DAY, MINUTE, toInstant, type Instant } from '../../src/shared/domain/time.ts'
import { clockTimeOf, dayBounds, dayOf, instantOf } from '../../src/shared/domain/zone.ts'
import { changesOf, FIRST_YEAR, fixtureOf, LAST_YEAR, ODD_ZONES, trimmed, ZDUMP, type Change } from './zdump.ts'

/** An hour and more around a change, in odd steps, so that the last minute before and the first after are met. */
const AROUND = [-181, -121, -91, -61, -31, -30, -29, -2, -1, 0, 1, 2, 29, 30, 31, 61, 91, 121, 181]
/** Rules of years that are over do not change any more, whatever the system's and Node's own tables are from. */
const SETTLED = Date.UTC(2025, 0, 1)
/** Morocco's clock stands still from then on: Node's tables (2026c) know it, those that the fixtures were made of (2025b) do not. */
const UNTIL: Readonly<Record<string, number>> = { 'Africa/Casablanca': Date.UTC(2026, 8, 20) - DAY }

const fixtures = ODD_ZONES.map((zone) => ({ zone, text: readFileSync(join(root, fixtureOf(zone)), 'utf8') }))
const first = Date.UTC(FIRST_YEAR, 0, 1)
const last = Date.UTC(LAST_YEAR + 1, 0, 1) - DAY

/** The same questions that `zone.ts` answers, from a list of changes and arithmetic alone. */
function clockOf(changes: readonly Change[]) {
  const offsetAt = (ms: number) => changes.findLast(({ fromMs }) => fromMs <= ms)?.offsetMs ?? changes[0]?.offsetMs ?? 0
  const wall = (ms: number) => new Date(ms + offsetAt(ms)).toISOString()
  /** `shown`: the wall's milliseconds, as if it were UTC. */
  const instantsOf = (shown: number) =>
    [...new Set(changes.map(({ offsetMs }) => shown - offsetMs))].filter((ms) => ms + offsetAt(ms) === shown).sort()
  const skippedBy = (shown: number) => changes.find(({ fromMs }, index) => index > 0 && isSkipped(shown, fromMs))
  const isSkipped = (shown: number, fromMs: number) =>
    fromMs + offsetAt(fromMs - 1) <= shown && shown < fromMs + offsetAt(fromMs)
  return {
    day: (ms: number) => wall(ms).slice(0, 10),
    time: (ms: number) => wall(ms).slice(11, 16),
    /** A time that happens twice is its first; one that is skipped is as long after the change. */
    instant: (shown: number) => {
      const found = instantsOf(shown)
      if (found.length > 0) return Math.min(...found)
      return shown - offsetAt((skippedBy(shown)?.fromMs ?? Number.NaN) - 1)
    },
    /** The first moment on which the date is shown. */
    startOfDay: (midnight: number) => {
      const found = instantsOf(midnight)
      return found.length > 0 ? Math.min(...found) : (skippedBy(midnight)?.fromMs ?? Number.NaN)
    },
  }
}

const shownAt = (on: string, time: string) => Date.parse(`${on}T${time}:00.000Z`)

/** Every answer of `zone.ts` that the changes contradict, until the time given. */
function contradictions(zone: string, changes: readonly Change[], until: number): string[] {
  const clock = clockOf(changes)
  const wrong: string[] = []
  const expectSame = (what: string, answer: string, known: string) => {
    if (answer !== known) wrong.push(`${zone}: ${what} is ${answer}, not ${known}`)
  }
  const at = (ms: number): Instant => toInstant(ms)
  const atWall = (shown: number) => {
    const text = new Date(shown).toISOString()
    const [on, time] = [CalendarDay.parse(text.slice(0, 10)), ClockTime.parse(text.slice(11, 16))]
    expectSame(`${on} ${time}`, instantOf(on, time, zone), at(clock.instant(shownAt(on, time))))
  }
  for (const { fromMs } of changes.filter((change) => change.fromMs >= first && change.fromMs < until)) {
    for (const minutes of AROUND) {
      const ms = fromMs + minutes * MINUTE
      expectSame(`the day of ${at(ms)}`, dayOf(at(ms), zone), clock.day(ms))
      expectSame(`the time of ${at(ms)}`, clockTimeOf(at(ms), zone), clock.time(ms))
      atWall(shownAt(clock.day(fromMs - 1), clock.time(fromMs - 1)) + minutes * MINUTE)
    }
  }
  for (let midnight = first; midnight <= Math.min(last, until); midnight += DAY) {
    const on = CalendarDay.parse(new Date(midnight).toISOString().slice(0, 10))
    const { startsAt, endsAt } = dayBounds(on, zone)
    expectSame(`the beginning of ${on}`, startsAt, at(clock.startOfDay(midnight)))
    expectSame(`the end of ${on}`, endsAt, at(clock.startOfDay(midnight + DAY)))
    atWall(midnight + 9 * 60 * MINUTE)
  }
  return wrong
}

describe.each(fixtures)('$zone', ({ zone, text }) => {
  test('R6.1 days, times and instants are those that zdump tells of, at every change and on every day', () => {
    expect(contradictions(zone, changesOf(text), UNTIL[zone] ?? last)).toEqual([])
  })

  test('R6.1 and those that this system tells of, where it has a zdump, in years that are over', () => {
    const output = existsSync(ZDUMP) ? trimmed(execFileSync(ZDUMP, ['-v', zone], { encoding: 'utf8' })) : text
    expect(contradictions(zone, changesOf(output), SETTLED)).toEqual([])
  })
})

test('R6.1 a clock that is half an hour off is found out', () => {
  const lordHowe = fixtures.find(({ zone }) => zone === 'Australia/Lord_Howe')
  const wrong = changesOf(lordHowe?.text ?? '').map((each) => ({ ...each, offsetMs: each.offsetMs + 30 * MINUTE }))

  expect(contradictions('Australia/Lord_Howe', wrong, last).length).toBeGreaterThan(1000)
})
