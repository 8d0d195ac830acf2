import { beforeEach, expect, test } from 'vitest'
import { MailId } from '../../../shared/domain/ids.ts'
import type { MailContent } from '../../../shared/domain/mailContent.ts'
import { MINUTE } from '../../../shared/domain/time.ts'
import type { SmtpServer } from '../context.ts'
import { createTestClock, type TestClock } from '../testing/testTime.ts'
import { createOwnMail, type OwnMail } from './ownMail.ts'

const HALF_A_MINUTE = MINUTE / 2
const AWAY = Object.assign(new Error('Timeout'), { code: 'ETIMEDOUT' })
const FULL_MAILBOX = Object.assign(new Error('Mailbox full'), { responseCode: 452, command: 'RCPT TO' })

const server: SmtpServer = {
  smtpHost: 'smtp.clinic.example',
  smtpPort: 465,
  smtpSecurity: 'tls',
  smtpUser: '',
  smtpPassword: '',
  mailFromAddress: 'desk@clinic.example',
  mailFromName: '',
}
const mail: MailContent = {
  format: 2,
  id: MailId.parse('01900000-0000-7000-8000-000000000001'),
  fromName: 'Harbour Clinic',
  replyTo: null,
  to: 'ana@example.test',
  subject: '',
  text: '',
  html: '',
  calendar: null,
}

let clock: TestClock
let ownMail: OwnMail
/** What the server says next; null: it takes the e-mail. */
let trouble: Error | null
let asked: number
let open: string[]

beforeEach(() => {
  clock = createTestClock('2026-03-02T09:00:00.000Z')
  trouble = null
  asked = 0
  open = []
  ownMail = createOwnMail(({ smtpHost }) => {
    open.push(smtpHost)
    return {
      send: () => {
        asked += 1
        return trouble ? Promise.reject(trouble) : Promise.resolve('250 OK')
      },
      close: () => {
        open = open.filter((host) => host !== smtpHost)
      },
    }
  }, clock)
})

/** How often the server was asked for it: once, or not at all. */
async function timesAsked(): Promise<number> {
  const before = asked
  await ownMail.send(server, mail).catch(() => undefined)
  return asked - before
}

test('R9.4 a mail server that is away is left alone for as long again: half a minute at least, five at most', async () => {
  trouble = AWAY
  expect(await timesAsked()).toBe(1)

  for (const minutes of [0.5, 0.5, 1, 2, 4, 5, 5]) {
    clock.advance(minutes * MINUTE - 1)
    expect([minutes, await timesAsked()]).toEqual([minutes, 0])
    clock.advance(1)
    expect([minutes, await timesAsked()]).toEqual([minutes, 1])
  }
})

test('R9.4 a mail server that came back and is away again is left alone for half a minute, as at first', async () => {
  trouble = AWAY
  for (const wait of [0, HALF_A_MINUTE, MINUTE, 2 * MINUTE]) {
    clock.advance(wait)
    expect(await timesAsked()).toBe(1)
  }
  clock.advance(4 * MINUTE)
  trouble = null
  await ownMail.send(server, mail)

  trouble = AWAY
  expect(await timesAsked()).toBe(1)
  clock.advance(HALF_A_MINUTE - 1)
  expect(await timesAsked()).toBe(0)
  clock.advance(1)
  expect(await timesAsked()).toBe(1)
})

test('R9.4 a mail server that does not take one e-mail now is asked for the next at once', async () => {
  trouble = FULL_MAILBOX
  await expect(ownMail.send(server, mail)).rejects.toBe(FULL_MAILBOX)

  trouble = null
  expect(await timesAsked()).toBe(1)
})

test('R9.4 of the mail server that was set before no connection is left', async () => {
  await ownMail.send(server, mail)
  await ownMail.send({ ...server, smtpHost: 'mail.clinic.example' }, mail)
  expect(open).toEqual(['mail.clinic.example'])

  ownMail.close()

  expect(open).toEqual([])
})
