import { expect, test } from 'vitest'
import { Instant, MINUTE } from '../time.ts'
import { busyMinutes, changeableUntil, isClaimable, spanOf, wayToChange } from './claims.ts'

const at = (clock: string) => Instant.parse(`2026-03-02T${clock}Z`)
const minute = (clock: string) => Date.parse(`2026-03-02T${clock}:00.000Z`) / MINUTE

test('R6.4 a claim takes whole minutes: those in which the visit or a buffer is', () => {
  const buffers = { bufferBeforeMinutes: 10, bufferAfterMinutes: 5 }

  expect(busyMinutes({ startsAt: at('09:00:00.000'), endsAt: at('09:30:00.000') }, buffers)).toEqual({
    from: minute('08:50'),
    to: minute('09:35'),
  })
  expect(busyMinutes({ startsAt: at('09:00:59.999'), endsAt: at('09:30:00.001') }, buffers)).toEqual({
    from: minute('08:50'),
    to: minute('09:36'),
  })
})

test('R6.4 what is over is claimed no more, nor what ends before it begins, nor what no calendar has', () => {
  const none = { bufferBeforeMinutes: 0, bufferAfterMinutes: 0 }
  const visit = { startsAt: at('09:00:00.000'), endsAt: at('09:30:00.000') }

  expect(isClaimable(visit, none, at('09:29:59.999'))).toBe(true)
  expect(isClaimable(visit, none, at('09:30:00.000'))).toBe(false)
  expect(isClaimable({ startsAt: visit.endsAt, endsAt: visit.endsAt }, none, at('08:00:00.000'))).toBe(false)
  expect(isClaimable({ startsAt: visit.endsAt, endsAt: visit.startsAt }, none, at('08:00:00.000'))).toBe(false)
  const far = { ...visit, endsAt: Instant.parse('9999-01-01T00:00:00.000Z') }
  expect(isClaimable(far, none, at('08:00:00.000'))).toBe(false)
})

test('R6.3 a visit is changed online until its cut-off', () => {
  expect(changeableUntil(at('09:00:00.000'), { cutOffMinutes: 90 })).toBe(at('07:30:00.000'))
})

test('R6.3 what was booked online is changed online until its cut-off; else one calls, by the same cut-off or whenever', () => {
  const [rules, startsAt, until] = [{ cutOffMinutes: 90 }, at('09:00:00.000'), at('07:30:00.000')]
  const way = (isOnline: boolean, now: Instant) => wayToChange({ startsAt, isOnline }, rules, now)
  expect(way(true, at('07:29:59.999'))).toEqual({ by: 'online', until })
  expect(way(false, at('07:29:59.999'))).toEqual({ by: 'telephone', until })
  for (const isOnline of [true, false]) expect(way(isOnline, until)).toEqual({ by: 'telephone', until: null })
})

test('R6.4 ranges are minutes, free times milliseconds', () => {
  expect(spanOf([2, 3])).toEqual({ from: 120_000, to: 180_000 })
})
