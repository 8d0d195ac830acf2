import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../time.ts'
import { freeTimes, type Lane, type Span, type WantedLength } from './freeTimes.ts'

const at = (clock: string) => Date.parse(`2026-03-02T${clock}:00.000Z`)
const span = (from: string, to: string): Span => ({ from: at(from), to: at(to) })
const lane = (practitionerId: string, open: Span[], busy: Span[] = []): Lane<string> => ({ practitionerId, open, busy })
const HALF_HOUR: WantedLength = { minutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 }
const DAY = { from: at('00:00'), until: at('23:59'), stepMinutes: 15 }

function shown(lanes: readonly Lane<string>[], wanted = HALF_HOUR, within = DAY): string[] {
  return freeTimes(lanes, wanted, within).map(
    ({ practitionerId, startsAt }) => `${new Date(startsAt).toISOString().slice(11, 16)} ${practitionerId}`,
  )
}

describe('R6.3 free times', () => {
  test('R6.3 a visit lies within open time to its last minute', () => {
    expect(shown([lane('lee', [span('09:00', '10:00')])])).toEqual(['09:00 lee', '09:15 lee', '09:30 lee'])
  })

  test('R6.3 what is taken is left out, and a visit may begin when another ends', () => {
    expect(shown([lane('lee', [span('09:00', '10:30')], [span('09:20', '10:00')])])).toEqual(['10:00 lee'])
  })

  test('R6.3 buffers reach beyond open time, and over nobody', () => {
    const wanted = { minutes: 30, bufferBeforeMinutes: 10, bufferAfterMinutes: 15 }

    expect(shown([lane('lee', [span('09:00', '09:30')])], wanted)).toEqual(['09:00 lee'])
    expect(shown([lane('lee', [span('09:00', '11:00')], [span('09:30', '10:00')])], wanted)).toEqual([
      '10:15 lee',
      '10:30 lee',
    ])
    expect(shown([lane('lee', [span('09:00', '10:00')], [span('08:00', '09:05')])], wanted)).toEqual([
      '09:15 lee',
      '09:30 lee',
    ])
  })

  test('R6.3 from the first minute that is asked for, and before the last', () => {
    const within = { ...DAY, from: at('09:01'), until: at('09:45') }

    expect(shown([lane('lee', [span('09:00', '12:00')])], HALF_HOUR, within)).toEqual(['09:15 lee', '09:30 lee'])
  })

  test('R6.3 of anyone: in order of time, and of the lanes within one time', () => {
    const lanes = [lane('park', [span('09:15', '10:00')]), lane('lee', [span('09:00', '09:45')])]

    expect(shown(lanes)).toEqual(['09:00 lee', '09:15 park', '09:15 lee', '09:30 park'])
  })

  test('R6.3 of each lane its first few, where no more are wanted', () => {
    const lanes = [
      lane('park', [span('09:15', '10:30')]),
      lane('lee', [span('08:00', '08:30'), span('09:00', '10:00')]),
    ]

    expect(freeTimes(lanes, HALF_HOUR, DAY, 2).map(({ practitionerId }) => practitionerId)).toEqual([
      'lee',
      'lee',
      'park',
      'park',
    ])
  })

  test('R6.3 times are counted from the beginning of each open stretch', () => {
    const open = [span('09:10', '09:45'), span('13:05', '13:40')]

    expect(shown([lane('lee', open)])).toEqual(['09:10 lee', '13:05 lee'])
  })

  test('R6.3 a long visit that began earlier hides behind a short one', () => {
    const busy = [span('08:00', '11:00'), span('08:15', '08:30')]

    expect(shown([lane('lee', [span('09:00', '11:30')], busy)])).toEqual(['11:00 lee'])
  })

  test('R6.3 against every minute tried by itself', () => {
    const minute = fc.integer({ min: 0, max: 600 })
    const length = fc.integer({ min: 1, max: 120 })
    const spans = fc.array(fc.tuple(minute, length), { maxLength: 8 })
    const buffer = fc.integer({ min: 0, max: 30 })
    fc.assert(
      fc.property(spans, spans, length, buffer, buffer, fc.constantFrom(5, 15, 20), minute, minute, (...drawn) => {
        const [opens, busies, minutes, bufferBeforeMinutes, bufferAfterMinutes, stepMinutes, from, until] = drawn
        const open = apart(opens)
        const busy = busies.map(([start, long]) => ({ from: start, to: start + long })).sort((a, b) => a.from - b.from)
        const wanted = { minutes, bufferBeforeMinutes, bufferAfterMinutes }
        const inMilliseconds = (each: Span) => ({ from: each.from * MINUTE, to: each.to * MINUTE })

        const found = freeTimes(
          [{ practitionerId: 'lee', open: open.map(inMilliseconds), busy: busy.map(inMilliseconds) }],
          wanted,
          { from: from * MINUTE, until: until * MINUTE, stepMinutes },
        ).map(({ startsAt }) => startsAt / MINUTE)

        const tried: number[] = []
        for (const stretch of open) {
          for (let start = stretch.from; start + minutes <= stretch.to; start += stepMinutes) {
            const isAsked = start >= from && start < until
            const isClear = busy.every(
              (each) => each.to <= start - bufferBeforeMinutes || each.from >= start + minutes + bufferAfterMinutes,
            )
            if (isAsked && isClear) tried.push(start)
          }
        }
        expect(found).toEqual(tried)
      }),
      { numRuns: 2_000 },
    )
  })
})

/** Stretches in order, none over another. */
function apart(drawn: readonly (readonly [number, number])[]): Span[] {
  let last = 0
  return drawn.map(([gap, long]) => {
    const from = last + (gap % 90) + 1
    last = from + long
    return { from, to: last }
  })
}
