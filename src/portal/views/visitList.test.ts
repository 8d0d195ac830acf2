import { expect, test } from 'vitest'
import { AppointmentId } from '../../shared/domain/ids.ts'
import { Instant } from '../../shared/domain/time.ts'
import type { ShownVisit } from './homeModel.ts'
import { visitsToCome, type BookedOnline } from './visitList.ts'

const id = (end: number) => AppointmentId.parse(`0198f3a0-0000-7000-8000-${String(end).padStart(12, '0')}`)
const at = (day: number, hour = 17) => Instant.parse(`2026-11-${day}T${hour}:00:00.000Z`)

function known(end: number, day: number, status: ShownVisit['status'] = 'booked'): ShownVisit {
  const names = { serviceName: 'Follow-up', practitionerName: 'Dr Lee' }
  return { id: id(end), startsAt: at(day), endsAt: at(day, 18), status, ...names }
}

function online(end: number, day: number, isAwaited = false): BookedOnline {
  const names = { serviceName: 'Follow-up', practitionerName: 'Jun Tanaka' }
  return {
    appointmentId: id(end),
    startsAt: at(day),
    endsAt: at(day, 18),
    isAwaited,
    changeableUntil: at(day - 1),
    ...names,
  }
}

const nothing = () => false

test('R6.3 what was booked while the desk is off is listed, and says that the clinic has not seen it or said yes', () => {
  const listed = visitsToCome([known(1, 26)], [online(2, 24), online(3, 25, true)], nothing)

  expect(listed.map(({ id, standing }) => [id, standing])).toEqual([
    [id(2), 'unseen'],
    [id(3), 'awaited'],
    [id(1), null],
  ])
  expect(listed[0]).toMatchObject({ serviceName: 'Follow-up', status: 'booked', changeableUntil: at(23) })
})

test('R6.3 what the clinic knows stands once, in its words, with until when it can be changed', () => {
  const [visit, ...others] = visitsToCome([known(1, 24)], [online(1, 24)], nothing)

  expect(others).toEqual([])
  expect(visit).toMatchObject({ practitionerName: 'Dr Lee', standing: null, changeableUntil: at(23) })
})

test('R6.3 a visit that was moved online has its new time and whom, before the clinic has seen it', () => {
  const [visit] = visitsToCome([known(1, 24)], [online(1, 27)], nothing)

  expect(visit).toMatchObject({ startsAt: at(27), practitionerName: 'Jun Tanaka', standing: 'unseen' })
})

test('R6.3 what is cancelled stays so, by the clinic or from here, and cannot be changed', () => {
  const listed = visitsToCome([known(1, 24, 'cancelled'), known(2, 25)], [online(1, 24)], (each) => each === id(2))

  expect(listed).toMatchObject([
    { status: 'cancelled', standing: null, changeableUntil: null },
    { status: 'cancelled', standing: 'cancelledHere', changeableUntil: null },
  ])
})
