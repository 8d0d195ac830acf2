import ICAL from 'ical.js'
import { sync as nodeIcal } from 'node-ical'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSmtp, type ReceivedMail, type SmtpServer } from '../../../tests/support/smtp.ts'
import { AppointmentId, MailId } from '../../shared/domain/ids.ts'
import type { MailCalendar, MailContent } from '../../shared/domain/mailContent.ts'
import { Instant } from '../../shared/domain/time.ts'
import { composeMail } from '../../shared/mail/compose.ts'
import { openTransport, type Transport } from './transport.ts'

const FROM = 'portal@Mail.Anteroom.test'
const ANA = 'ana@example.test'
const id = MailId.parse('01900000-0000-7000-8000-000000000001')
const visitId = AppointmentId.parse('01900000-0000-7000-8000-000000000002')

let smtp: SmtpServer
let transport: Transport
beforeAll(async () => {
  smtp = await startSmtp()
  transport = openTransport(smtp.url, FROM)
})
afterAll(async () => {
  transport.close()
  await smtp.stop()
})

function mail(change: Partial<MailContent> = {}): MailContent {
  const clinic = {
    name: 'Harbour Street Clinic; "Ñ", and others of a name that is longer than one line of a file',
    addressLine: '14 Harbour Street, Vancouver',
    phone: '604 555 0100',
    email: 'desk@clinic.test',
    timeZone: 'America/Vancouver',
  }
  const now = Instant.parse('2026-03-02T09:00:00.000Z')
  return { ...composeMail(clinic, { kind: 'test' }, { id, to: ANA, language: 'en', now }), ...change }
}

async function send(content: MailContent): Promise<ReceivedMail> {
  const before = smtp.mails.length
  expect(await transport.send(content)).toEqual({ kind: 'accepted' })
  return smtp.waitFor((each) => smtp.mails.indexOf(each) >= before)
}

test('R9.3 Message-ID and sender are of one domain, the same on every attempt; no machine answers it, and a person answers the clinic', async () => {
  const [first, again] = [await send(mail()), await send(mail())]

  expect(first.parsed.messageId).toBe(`<${id}@mail.anteroom.test>`)
  expect(again.parsed.messageId).toBe(first.parsed.messageId)
  expect(first.parsed.from).toMatchObject({ address: FROM.toLowerCase() })
  expect(first.parsed.replyTo).toMatchObject([{ address: 'desk@clinic.test' }])
  expect(first.parsed.headers).toContainEqual(
    expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
  )
})

test('R9.3 without an address of the clinic an answer goes nowhere else', async () => {
  const { parsed } = await send(mail({ replyTo: null }))

  expect(parsed.replyTo).toBeUndefined()
})

const booked: MailCalendar = {
  method: 'REQUEST',
  id: visitId,
  // 10:00 in Vancouver, the day before the clocks go forward.
  startsAt: Instant.parse('2026-03-07T18:00:00.000Z'),
  endsAt: Instant.parse('2026-03-07T18:30:00.000Z'),
  sequence: 0,
  summary: 'Visit to Harbour Street Clinic; "Ñ", and others of a name that is longer than one line of a file',
  addressLine: '14 Harbour Street, Vancouver',
  description: 'Telephone 604 555 0100',
  stampAt: Instant.parse('2026-03-02T09:00:00.000Z'),
  series: null,
}
// 10:00 as well, the day after.
const moved: MailCalendar = {
  ...booked,
  startsAt: Instant.parse('2026-03-09T17:00:00.000Z'),
  endsAt: Instant.parse('2026-03-09T17:30:00.000Z'),
  sequence: 1,
}
const cancelled: MailCalendar = { ...moved, method: 'CANCEL', sequence: 2 }

test.each([booked, moved, cancelled])(
  'R9.2 two calendar programs read $method $sequence to the same instants, and what replaces what',
  async (calendar) => {
    const { raw, parsed } = await send(mail({ calendar }))

    const alternative = parsed.attachments.find(({ mimeType }) => mimeType === 'text/calendar')
    const file = parsed.attachments.find(({ filename }) => filename === 'visit.ics')
    expect(raw).toMatch(new RegExp(`content-type: text/calendar; charset=utf-8;\\s+method=${calendar.method}`, 'i'))
    const [text, attached] = [textOf(alternative?.content), textOf(file?.content)]
    expect(attached).toBe(text)
    const facts = {
      uid: visitId,
      start: new Date(calendar.startsAt),
      end: new Date(calendar.endsAt),
      sequence: calendar.sequence,
      method: calendar.method,
      status: calendar.method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED',
      summary: booked.summary,
      location: booked.addressLine,
      organizer: `mailto:${FROM}`,
      attendee: `MAILTO:${ANA}`,
    }
    expect(asIcalJsReads(text)).toEqual(facts)
    expect(asNodeIcalReads(text)).toEqual(facts)
  },
)

test('R9.2 a clinic whose name has a line break cannot write lines of its own into the .ics', async () => {
  const summary = 'Visit to Clinic\r\nATTENDEE:mailto:eve@example.test'
  const { parsed } = await send(mail({ calendar: { ...booked, summary } }))

  expect(asIcalJsReads(textOf(parsed.attachments[0]?.content)).attendee).toBe(`MAILTO:${ANA}`)
})

function textOf(content: string | ArrayBuffer | Uint8Array | undefined): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}

function asIcalJsReads(text: string) {
  const calendar = ICAL.Component.fromString(text)
  const [event, ...others] = calendar.getAllSubcomponents('vevent')
  if (!event || others.length > 0) throw new Error('Not one visit')
  const { uid, startDate, endDate, sequence, summary, location } = new ICAL.Event(event)
  const value = (name: string) => event.getFirstPropertyValue(name)
  return {
    ...{ uid, sequence, summary, location },
    start: startDate.toJSDate(),
    end: endDate.toJSDate(),
    method: calendar.getFirstPropertyValue('method'),
    status: value('status'),
    organizer: value('organizer'),
    attendee: event
      .getAllProperties('attendee')
      .map((each) => String(each.getFirstValue()))
      .join(),
  }
}

function asNodeIcalReads(text: string) {
  const calendar = nodeIcal.parseICS(text)
  const event = calendar[visitId]
  if (event?.type !== 'VEVENT') throw new Error('Not a visit')
  const valueOf = (value: unknown) => (typeof value === 'object' && value && 'val' in value ? value.val : value)
  return {
    uid: event.uid,
    start: new Date(event.start),
    end: new Date(event.end ?? ''),
    sequence: Number(event.sequence),
    method: event.method,
    status: event.status,
    summary: valueOf(event.summary),
    location: valueOf(event.location),
    organizer: valueOf(event.organizer),
    attendee: valueOf(event.attendee),
  }
}
