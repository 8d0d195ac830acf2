import { oc as bare } from '@orpc/contract'
import { z } from 'zod'
import { SaleRules, ServiceOnSale } from '../domain/booking/sale.ts'
import { AppointmentId, LinkId, ServiceId, StaffId } from '../domain/ids.ts'
import { CalendarDay, Instant } from '../domain/time.ts'
import { clinic, full, limited, LoginKeys, session, Token } from './portalShapes.ts'
import { Mac } from './shapes.ts'
import { unexpected } from './unexpected.ts'

const oc = bare.errors(unexpected)

/** Somebody can be booked then. */
export const FreeTime = z.object({ practitionerId: StaffId, startsAt: Instant })
export type FreeTime = z.infer<typeof FreeTime>

/** A day that as many follow as can be asked for: days have years of four digits. */
const FirstDay = CalendarDay.refine((on) => on <= '9999-12-01', 'No days follow')

/** What is wanted: whose time is null for anyone's who offers it. */
const wanted = { serviceId: ServiceId, practitionerId: StaffId.nullable() }

/** A time that is held: nobody else has it until then, and whoever presents the token may book it. */
export const Hold = z.object({
  appointmentId: AppointmentId,
  token: Token,
  practitionerId: StaffId,
  startsAt: Instant,
  endsAt: Instant,
  heldUntil: Instant,
})
export type Hold = z.infer<typeof Hold>

/** A visit of one link, as the endpoint knows it: the clinic's own word stands in the index. */
export const BookedVisit = z.object({
  appointmentId: AppointmentId,
  linkId: LinkId,
  serviceId: ServiceId,
  practitionerId: StaffId,
  startsAt: Instant,
  endsAt: Instant,
  /** iCalendar SEQUENCE (R9.2). */
  sequence: z.number().int(),
  /** The clinic has yet to say yes. */
  isAwaited: z.boolean(),
  /** Until then it is moved and cancelled online (R6.3); a time that has passed: the clinic is called. */
  changeableUntil: Instant,
})
export type BookedVisit = z.infer<typeof BookedVisit>

/** The letter of an act, sealed in the browser (`SealedBooking`, `SealedVisitChange`), and its `letterMac`. */
const letter = { sealed: z.string().max(100_000), mac: Mac }

const next = { data: z.object({ next: z.array(FreeTime).max(12) }) }
/** The service, or whoever was wanted for it, is on sale no more, or nothing is. */
const notOnSale = { NOT_ON_SALE: { status: 410 } } as const
/** Somebody was faster; these are the next that are free, of the same service. */
const taken = { TIME_TAKEN: { status: 409, ...next } } as const
/** R6.3: the cut-off has passed: the clinic is to be called. */
const tooLate = { TOO_LATE: { status: 409 }, NOT_FOUND: {} } as const

/** R6.3, R6.4: what is on sale, and claims on it. Whoever looks needs no login; nothing here tells who has a time. */
export const booking = {
  page: oc
    .errors({ ...limited, ...notOnSale })
    .input(z.object(clinic))
    .output(
      z.object({
        rules: SaleRules.pick({ cutOffMinutes: true, horizonDays: true, isApprovedFirst: true }),
        services: z.array(ServiceOnSale.pick({ id: true, name: true, minutes: true, practitionerIds: true })),
        practitioners: z.array(z.object({ id: StaffId, name: z.string() })),
      }),
    ),
  /**
   * Free times of `days` clinic days from `from` on (null: from today on), and each practitioner's first free one however far
   * ahead. Of a time of anyone each practitioner who has it free is named.
   */
  freeTimes: oc
    .errors({ ...limited, ...notOnSale })
    .input(z.object({ ...clinic, ...wanted, from: FirstDay.nullable(), days: z.number().int().min(1).max(31) }))
    .output(
      z.object({
        /** Every day asked for, the empty ones too: the page does no arithmetic with the clinic's clock. */
        days: z.array(
          z.object({
            on: CalendarDay,
            /** Whoever is wanted has hours on sale that day, free or not; else the clinic is closed to them. */
            isOpen: z.boolean(),
            /** In order of time. */
            times: z.array(FreeTime),
          }),
        ),
        /** In order of time. */
        first: z.array(FreeTime.extend({ on: CalendarDay })),
      }),
    ),
  /** Holds a time for ten minutes; what is held already is given back in the same act. */
  hold: oc
    .errors({ ...limited, ...notOnSale, ...taken })
    .input(
      z.object({
        ...clinic,
        ...wanted,
        startsAt: Instant,
        replaces: Hold.pick({ appointmentId: true, token: true }).nullable(),
      }),
    )
    .output(Hold),
  /** Gives a held time back. Idempotent. */
  release: oc.input(z.object({ ...clinic, appointmentId: AppointmentId, token: Token })).output(z.object({})),
  /**
   * Books what is held. With `login` for somebody new (R2.1): the login is made with it, opens by its e-mail once that is
   * confirmed, and is signed in here; the same answer in the same time whether or not the e-mail has a login (R4.7). Else for
   * whoever is signed in. `linkId` of a link that the login holds; or a new one, by which it holds somebody new (R5.2).
   * A hold that has run out is taken up again while its time is free. Idempotent by `appointmentId`.
   */
  book: oc
    .errors({
      ...limited,
      ...notOnSale,
      ...taken,
      ...session,
      ...full,
      NOT_FOUND: {},
      /** The login has as many visits to come as it may. */
      TOO_MANY_OPEN: { status: 409, data: z.object({ most: z.number().int() }) },
    })
    .input(
      z.object({
        ...clinic,
        appointmentId: AppointmentId,
        token: Token,
        linkId: LinkId,
        login: LoginKeys.nullable(),
        ...letter,
      }),
    )
    .output(BookedVisit),
  /** What the signed-in login has booked and is to come, by the endpoint's own word. */
  mine: oc
    .errors(session)
    .input(z.object(clinic))
    .output(z.object({ visits: z.array(BookedVisit) })),
  /** Claims the new time and gives the old one back in one act, or does neither. Idempotent. */
  move: oc
    .errors({ ...limited, ...session, ...notOnSale, ...taken, ...tooLate, ...full })
    .input(z.object({ ...clinic, appointmentId: AppointmentId, practitionerId: StaffId, startsAt: Instant, ...letter }))
    .output(BookedVisit),
  /** Idempotent. */
  cancel: oc
    .errors({ ...limited, ...session, ...tooLate, ...full })
    .input(z.object({ ...clinic, appointmentId: AppointmentId, ...letter }))
    .output(z.object({ cancelledAt: Instant })),
}
