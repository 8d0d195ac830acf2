import { createRouterClient } from '@orpc/server'
import { Staff } from '../../src/shared/contract/desk/staff.ts'
import {
  AppointmentId,
  InvitationId,
  type PatientId,
  type QuestionnaireVersionId,
} from '../../src/shared/domain/ids.ts'
import { toInstant } from '../../src/shared/domain/time.ts'
import type { Station } from '../../src/main/core/context.ts'
import type { Core } from '../../src/main/core/createCore.ts'
import { beginAt } from '../../src/main/core/services/session.ts'
import type { DemoClock } from './demoClock.ts'
import { placeOf } from './people.ts'

type DeskClient = ReturnType<typeof clientAt>

/** What the demo's past is made with: two people at their desks, as their pages call the core, and the clock. */
export type Stage = {
  readonly core: Core
  readonly clock: DemoClock
  readonly clinicId: string
  readonly endpointUrl: string
  /** The receptionist's. */
  readonly frontDesk: DeskClient
  /** Dr Lee's. */
  readonly drLee: DeskClient
  /** @param place index into the demo's patients, or a full name */
  readonly patient: (place: number | string) => StagePatient
  readonly practitionerId: (name: string) => Staff['id']
  readonly serviceId: (name: string) => Awaited<ReturnType<DeskClient['calendar']['services']>>[number]['id']
  readonly intakeId: QuestionnaireVersionId
  readonly newInvitationId: () => InvitationId
  readonly newAppointmentId: () => AppointmentId
  /** Time goes on to this instant with both people at their desks. @param at milliseconds since 1970 */
  readonly goTo: (at: number) => void
}

export type StagePatient = { readonly id: PatientId; readonly email: string | null }

/** One thing that happened. @param at milliseconds since 1970 */
export type Act = { readonly at: number; readonly act: (stage: Stage) => Promise<unknown> }

export type StageParts = Pick<Stage, 'core' | 'clock' | 'clinicId' | 'endpointUrl'> & {
  /** In the order of the demo's list. */
  readonly patients: readonly StagePatient[]
}

export async function openStage(parts: StageParts): Promise<Stage> {
  const { core, clock, patients } = parts
  const { context } = core
  const everybody = await context.db.selectFrom('staff').selectAll().orderBy('id').execute()
  const staff = everybody.map((row) =>
    Staff.parse({ ...row, calledName: row.called_name, hasCalendar: row.has_calendar === 1 }),
  )
  const admin = found(staff.find(({ role }) => role === 'admin'))
  const stations = [
    openAs(core, admin, 'Front desk'),
    openAs(core, found(staff.find(({ calledName }) => calledName === 'Dr Lee')), 'Room 1'),
  ] as const
  const [frontDesk, drLee] = [clientAt(core, stations[0]), clientAt(core, stations[1])]
  const services = await frontDesk.calendar.services()
  const [intake] = await frontDesk.forms.library()
  return {
    ...parts,
    frontDesk,
    drLee,
    patient: (place) => found(patients[typeof place === 'number' ? place : placeOf(place)]),
    practitionerId: (name) => found(staff.find((each) => each.name === name)).id,
    serviceId: (name) => found(services.find((each) => each.name === name)).id,
    intakeId: found(intake).id,
    newInvitationId: () => InvitationId.parse(context.ids()),
    newAppointmentId: () => AppointmentId.parse(context.ids()),
    goTo: (at) => {
      clock.standAt(at)
      for (const station of stations) station.activeAt = toInstant(at)
    },
  }
}

function openAs({ context, openStation }: Core, staff: Staff, name: string): Station {
  const station = openStation(name)
  beginAt(station, staff, context.clock.now())
  return station
}

function clientAt({ router }: Core, station: Station) {
  return createRouterClient(router, { context: { station } })
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The demo names somebody or something it does not have')
  return value
}
