import { expect, test } from 'vitest'
import { punctualityOf } from './punctuality.ts'
import { Instant } from './time.ts'
import { AppointmentStatus } from './visibility.ts'

const at = (clock: string) => Instant.parse(`2026-11-23T${clock}:00.000Z`)

/** A visit from 14:00 to 14:45 whose status was set at `since`. */
function standing(status: AppointmentStatus, now: string, since = '09:00') {
  return punctualityOf({ status, startsAt: at('14:00'), endsAt: at('14:45'), statusAt: at(since) }, at(now))
}

test('R10.1 a visit that should have begun is late by so many minutes, until its time is over', () => {
  expect(standing('booked', '13:59')).toBeNull()
  expect(standing('booked', '14:00')).toBeNull()
  expect(standing('booked', '14:01')).toEqual({ kind: 'late', minutes: 1 })
  expect(standing('booked', '14:44')).toEqual({ kind: 'late', minutes: 44 })
  expect(standing('booked', '14:45')).toEqual({ kind: 'unmarked' })
  expect(standing('booked', '20:00')).toEqual({ kind: 'unmarked' })
})

test('R10.1 who has come waits from that moment on, however early or late that was', () => {
  expect(standing('arrived', '13:37', '13:37')).toBeNull()
  expect(standing('arrived', '13:50', '13:37')).toEqual({ kind: 'waiting', minutes: 13 })
  expect(standing('arrived', '15:10', '14:20')).toEqual({ kind: 'waiting', minutes: 50 })
})

test('R10.1 a visit in session or settled is out of no time', () => {
  for (const status of AppointmentStatus.options.filter((each) => each !== 'booked' && each !== 'arrived')) {
    expect(standing(status, '16:00')).toBeNull()
  }
})
