import { randomUUID } from 'node:crypto'
import type { Hold } from '../../shared/contract/portalBooking.ts'
import type { OutboxBody } from '../../shared/contract/outbox.ts'
import { SALE_RULES, type Sale, type SaleRules } from '../../shared/domain/booking/sale.ts'
import { AppointmentId, LinkId, ServiceId, StaffId, type ClinicId } from '../../shared/domain/ids.ts'
import { emailKey } from '../../shared/domain/people.ts'
import { Instant, MINUTE, plusMilliseconds } from '../../shared/domain/time.ts'
import { PASSWORD_PARAMETERS } from '../../shared/envelope/passwords.ts'
import { hashToken } from '../../shared/envelope/secrets.ts'
import { makeIdentity, sealJson } from '../../shared/envelope/seal.ts'
import { authOf, browser, keyringTokenOf, MAC, type TestDesk } from './clients.ts'
import type { ReceivedMail } from '../../../tests/support/smtp.ts'
import type { TestEndpoint } from './harness.ts'

/** On the day on which tests begin, Monday 2 March 2026, and those after it. @param clock `10:15`, in UTC as in the clinic */
export function at(clock: string, day = 2): Instant {
  return Instant.parse(`2026-03-${String(day).padStart(2, '0')}T${clock}:00.000Z`)
}

const minutes = (instant: Instant): number => Date.parse(instant) / MINUTE

/** Two practitioners who both offer a visit of half an hour, with ten minutes to tidy up; one of them offers another as well. */
export type TestSale = {
  readonly lee: StaffId
  readonly park: StaffId
  readonly visit: ServiceId
  readonly long: ServiceId
  readonly sale: Sale
}

/** @param days of March on which everybody works from 09:00 to 17:00 */
export function makeSale(rules: Partial<SaleRules> = {}, days: readonly number[] = [2, 3, 4, 5, 6]): TestSale {
  const [lee, park] = [StaffId.parse(randomUUID()), StaffId.parse(randomUUID())]
  const [visit, long] = [ServiceId.parse(randomUUID()), ServiceId.parse(randomUUID())]
  const ranges = days.map((day): [number, number] => [minutes(at('09:00', day)), minutes(at('17:00', day))])
  const sale: Sale = {
    rules: { ...SALE_RULES, noticeMinutes: 60, stepMinutes: 30, cutOffMinutes: 120, ...rules },
    services: [
      {
        id: visit,
        name: 'Visit',
        minutes: 30,
        bufferBeforeMinutes: 0,
        bufferAfterMinutes: 0,
        practitionerIds: [lee, park],
      },
      { id: long, name: 'Long', minutes: 60, bufferBeforeMinutes: 10, bufferAfterMinutes: 20, practitionerIds: [park] },
    ],
    practitioners: [
      { id: lee, name: 'Dr Lee', ranges },
      { id: park, name: 'Dr Park', ranges },
    ],
    frameSites: [],
  }
  return { lee, park, visit, long, sale }
}

/** What a clinic with two practitioners has on sale. */
export async function sell(desk: TestDesk, ...sale: Parameters<typeof makeSale>): Promise<TestSale> {
  const made = makeSale(...sale)
  await desk.push({ kind: 'sale.put', sale: made.sale })
  return made
}

/** An item for {@link TestDesk.push}: half an hour, without buffers. */
export function claimOf(
  practitionerId: StaffId,
  startsAt: Instant,
  change: Partial<Extract<OutboxBody, { kind: 'claim.put' }>> = {},
): Extract<OutboxBody, { kind: 'claim.put' }> {
  return {
    kind: 'claim.put',
    id: AppointmentId.parse(randomUUID()),
    practitionerId,
    startsAt,
    endsAt: plusMilliseconds(startsAt, 30 * MINUTE),
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    sequence: 0,
    isOnPurpose: false,
    ...change,
  }
}

export type TestBrowser = ReturnType<typeof browser>

/** An endpoint that believes what a proxy on this machine says of addresses. */
export const BEHIND_PROXY = { trustedProxies: { has: (address: string) => address === '127.0.0.1' } }

let people = 0

/** A browser at an address of its own: what is counted by address is nobody else's here. */
export function somebody(url: string): TestBrowser {
  people += 1
  return browser(url, new Map(), `198.18.${Math.floor(people / 250) % 250}.${1 + (people % 250)}`)
}

export function newLinkId(): LinkId {
  return LinkId.parse(randomUUID())
}

/** What a page sends with an act: sealed to the clinic; the endpoint keeps MACs and checks none. */
export async function letterTo(recipient: string): Promise<{ sealed: string; mac: string }> {
  return { sealed: await sealJson({ reason: 'It hurts' }, [recipient]), mac: MAC }
}

/** A login as its page makes it, in a booking. */
export async function loginKeys(email: string, password = `password of ${emailKey(email)}`) {
  const [login, wrap] = [await makeIdentity(), await makeIdentity()]
  return {
    email,
    auth: authOf(password),
    parameters: PASSWORD_PARAMETERS,
    recipient: login.recipient,
    keyring: await sealJson({ identity: login.identity }, [wrap.recipient]),
    keyringTokenHash: hashToken(keyringTokenOf(email)),
  }
}

/** What a page sends to book what is held. @param email of somebody new; null for whoever is signed in */
export async function bookingOf(desk: TestDesk, hold: Hold, email: string | null, linkId = newLinkId()) {
  return {
    clinicId: desk.clinicId,
    appointmentId: hold.appointmentId,
    token: hold.token,
    linkId,
    login: email === null ? null : await loginKeys(email),
    ...(await letterTo(desk.recipient)),
  }
}

/** Somebody new who holds a time and books it, in a browser of their own. */
export async function booked(
  { url }: Pick<TestEndpoint, 'url'>,
  desk: TestDesk,
  { visit, lee }: Pick<TestSale, 'visit' | 'lee'>,
  startsAt: Instant,
  email: string,
  client: TestBrowser = somebody(url),
) {
  const wanted = { clinicId: desk.clinicId, serviceId: visit, practitionerId: lee, startsAt, replaces: null }
  const hold = await client.booking.hold(wanted)
  const input = await bookingOf(desk, hold, email)
  return { client, hold, input, visit: await client.booking.book(input) }
}

/** The starts that are shown as free, of one day: `10:30`. */
export async function freeOn(
  client: TestBrowser,
  clinicId: ClinicId,
  serviceId: ServiceId,
  practitionerId: StaffId | null,
  day: number,
): Promise<string[]> {
  // A plain day of March.
  const from = at('00:00', day).slice(0, 10) as Parameters<TestBrowser['booking']['freeTimes']>[0]['from']
  const { days } = await client.booking.freeTimes({ clinicId, serviceId, practitionerId, from, days: 1 })
  return days.flatMap(({ times }) => times.map(({ startsAt }) => startsAt.slice(11, 16)))
}

/** The calendar file that an e-mail brings, as text. */
export function calendarIn(mail: ReceivedMail['parsed'] | undefined): string {
  const content = mail?.attachments.find(({ mimeType }) => mimeType.startsWith('text/calendar'))?.content
  if (content === undefined) throw new Error('The e-mail has no calendar file')
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}
