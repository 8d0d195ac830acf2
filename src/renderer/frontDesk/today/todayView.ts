import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { Blocker } from '../../../shared/domain/blockers.ts'
import type { AppointmentStatus } from '../../../shared/domain/visibility.ts'
import type { Tone } from '../../components/tone.ts'

export type Sections<Visit = DayAppointment> = {
  readonly waiting: readonly Visit[]
  readonly inSession: readonly Visit[]
  readonly next: readonly Visit[]
  readonly done: readonly Visit[]
}

/** R10.1: the day as the front desk works through it. */
export function toSections<Visit extends DayAppointment>(appointments: readonly Visit[]): Sections<Visit> {
  const sections = {
    waiting: [] as Visit[],
    inSession: [] as Visit[],
    next: [] as Visit[],
    done: [] as Visit[],
  }
  const inOrder = [...appointments].sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0))
  for (const appointment of inOrder) sections[sectionOf(appointment.status)].push(appointment)
  return sections
}

function sectionOf(status: AppointmentStatus): keyof Sections {
  switch (status) {
    case 'arrived':
      return 'waiting'
    case 'inSession':
      return 'inSession'
    case 'booked':
      return 'next'
    case 'completed':
    case 'noShow':
    case 'cancelled':
      return 'done'
    default:
      return assertNever(status)
  }
}

/** What a row offers to settle: an address that is wrong or missing, a form that was not returned. */
export type RowAct = 'fix' | 'addEmail' | 'nudge'

export function actOf(appointment: DayAppointment): RowAct | null {
  if (appointment.status !== 'booked' && appointment.status !== 'arrived') return null
  if (appointment.blockers.includes('mailBounced')) return 'fix'
  if (appointment.blockers.includes('noEmail')) return 'addEmail'
  if (appointment.blockers.includes('formNotReturned')) return 'nudge'
  return null
}

/** Visits still to come that something stands before, and those whose patient has yet to hear that they are off (R6.6). */
export function countMissing(appointments: readonly DayAppointment[]): number {
  return appointments.filter(
    ({ status, blockers }) =>
      (status === 'booked' || status === 'arrived' || status === 'cancelled') && blockers.length > 0,
  ).length
}

export const STATUS_TONE: Record<AppointmentStatus, Tone> = {
  booked: 'info',
  arrived: 'good',
  inSession: 'quiet',
  completed: 'plain',
  noShow: 'bad',
  cancelled: 'plain',
}

export const BLOCKER_TONE: Record<Blocker, Tone> = {
  practitionerGone: 'bad',
  formNotReturned: 'warn',
  mailBounced: 'bad',
  notTold: 'warn',
  limitedOnly: 'warn',
  noEmail: 'warn',
}
