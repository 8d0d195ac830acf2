import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { until } from '../../tests/support/until.ts'
import { MailId } from '../shared/domain/ids.ts'
import type { MailContent } from '../shared/domain/mailContent.ts'
import { MINUTE } from '../shared/domain/time.ts'
import { sealJson } from '../shared/envelope/seal.ts'
import { createEndpoint } from './createEndpoint.ts'
import { pairDesk } from './testing/clients.ts'
import { startEndpoint, startMachine } from './testing/harness.ts'

const mailTo = (to: string): MailContent => ({
  format: 2,
  id: MailId.parse(randomUUID()),
  fromName: 'Clinic',
  replyTo: null,
  to,
  subject: 'Hello',
  text: 'Hello',
  html: '<p>Hello</p>',
  calendar: null,
})

test('R9.3 what a crash left behind goes out with the next start, on SQLite at once', async () => {
  const machine = await startMachine('sqlite')
  await machine.smtp.stop()
  const first = await startEndpoint(machine)
  const desk = await pairDesk(first)
  const { mailRecipient } = await desk.sync.hello({ epoch: 1 })
  const mail = mailTo('ana@example.test')
  const id = MailId.parse(randomUUID())
  await desk.push({ kind: 'mail.put', id, to: mail.to, sealed: await sealJson(mail, [mailRecipient]) })
  await first.endpoint.mailNow()
  await first.endpoint.close()
  await machine.smtp.start()
  first.clock.pass(MINUTE)

  const second = await createEndpoint({ ...first.options, publicUrl: first.url })
  await second.mailNow()

  expect((await machine.smtp.waitForMailTo('ana@example.test')).parsed.messageId).toBe(`<${mail.id}@anteroom.test>`)
  await second.close()
  await machine.stop()
})

test('R11.4 three processes on one PostgreSQL send each of 200 e-mails once', async () => {
  const machine = await startMachine('postgres')
  const first = await startEndpoint(machine)
  const same = { database: first.database, mailIdentity: first.options.mailIdentity }
  const others = await Promise.all([startEndpoint(machine, same), startEndpoint(machine, same)])
  const desk = await pairDesk(first)
  const { mailRecipient } = await desk.sync.hello({ epoch: 1 })
  const bodies = await Promise.all(
    Array.from({ length: 200 }, async (_, n) => {
      const to = `patient${n}@example.test`
      const sealed = await sealJson(mailTo(to), [mailRecipient])
      return { kind: 'mail.put', id: MailId.parse(randomUUID()), to, sealed } as const
    }),
  )

  await desk.push(...bodies)
  await Promise.all([first, ...others].map(({ endpoint }) => endpoint.mailNow()))
  await until(async () => (await desk.events()).length === 200, '200 e-mails sent')

  expect(machine.smtp.mails).toHaveLength(200)
  expect(new Set((await desk.events()).map(({ kind }) => kind))).toEqual(new Set(['mail.sent']))
  await Promise.all([first, ...others].map(({ endpoint }) => endpoint.close()))
  await machine.stop()
})
