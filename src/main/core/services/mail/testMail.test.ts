import { createServer } from 'node:net'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../../../../tests/support/freePort.ts'
import { selfSignedCertificate, trustTestAuthority } from '../../../../../tests/support/certificates.ts'
import { OWN_LOGIN, startOwnSmtp, type OwnSmtp } from '../../../../../tests/support/ownSmtp.ts'
import { until } from '../../../../../tests/support/until.ts'
import type { OwnMailServer } from '../../../../shared/domain/mailServer.ts'
import type { OpenSmtp } from '../../context.ts'
import { openClinic, type TestClinic } from '../../testing/openClinic.ts'
import { openWithEndpoint } from '../../testing/openWithEndpoint.ts'
import { mailsIn, sendAccessLink } from '../../testing/patientActs.ts'
import { testMail } from './testMail.ts'

const TO = 'marta@clinic.example'

let clinic: TestClinic
const servers: OwnSmtp[] = []

beforeAll(async () => {
  trustTestAuthority()
  clinic = await openClinic()
})
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})
afterAll(() => clinic.close())

async function start(options?: Parameters<typeof startOwnSmtp>[0]): Promise<OwnSmtp> {
  const server = await startOwnSmtp(options)
  servers.push(server)
  return server
}

const at = (port: number, changes: Partial<OwnMailServer> = {}): OwnMailServer => ({
  smtpHost: 'localhost',
  smtpPort: port,
  smtpSecurity: 'tls',
  smtpUser: OWN_LOGIN.user,
  mailFromAddress: OWN_LOGIN.user,
  mailFromName: '',
  ...changes,
})
const tryOut = (server: OwnMailServer, to = TO, password: string | null = OWN_LOGIN.password) =>
  clinic.client.email.test({ to, through: { way: 'own', server, password } })
const failed = (failure: object) => ({ kind: 'failed', failure })

test('R9.4 a test e-mail through the clinic’s own mail server says what that answered, and stands in the outbox', async () => {
  const server = await start()

  const tested = await tryOut(at(server.port, { mailFromName: 'Front desk' }))

  expect(tested.kind === 'accepted' && tested.answer).toMatch(/^250 /)
  expect(server.mails).toMatchObject([
    {
      from: { address: OWN_LOGIN.user, name: 'Front desk' },
      to: [{ address: TO }],
      subject: 'Test e-mail of Harbour Clinic',
    },
  ])
  const [mail] = (await clinic.client.outbox.list()).mails
  expect(mail).toMatchObject({ kind: 'test', to: TO, state: 'sent', patientId: null, canBeSentAgain: false })
  const audit = await clinic.context.db
    .selectFrom('audit')
    .select(['action', 'detail'])
    .orderBy('seq', 'desc')
    .execute()
  expect(audit[0]).toEqual({ action: 'mail.tested', detail: `{"email":"${TO}"}` })
  expect(JSON.stringify([audit, clinic.logLines])).not.toContain(OWN_LOGIN.password)
})

test('R9.4 of a test no connection is left, whatever the server said', async () => {
  let open = 0
  const openSmtp: OpenSmtp = () => {
    open += 1
    return {
      send: ({ to }) => (to === TO ? Promise.resolve('250 OK') : Promise.reject(new Error('No'))),
      close: () => void (open -= 1),
    }
  }
  const through = { way: 'own', server: at(465), password: '' } as const

  for (const to of [TO, 'nobody@clinic.example'])
    await testMail({ ...clinic.acting, openSmtp }, { to, through }, undefined)

  expect(open).toBe(0)
})

test('R9.4 a server that speaks TLS after its greeting is used so', async () => {
  const server = await start({ secure: false })

  expect(await tryOut(at(server.port, { smtpSecurity: 'startTls' }))).toMatchObject({ kind: 'accepted' })
})

test('R9.4 a refused login, sender and recipient are told apart, in the server’s words', async () => {
  const { port } = await start()

  expect(await tryOut(at(port), TO, 'wrong')).toEqual(
    failed({ kind: 'loginRefused', answer: '535 5.7.8 Authentication failed' }),
  )
  expect(await tryOut(at(port, { mailFromAddress: 'other@clinic.example' }))).toEqual(
    failed({ kind: 'senderRefused', answer: '553 5.7.1 Not your address' }),
  )
  expect(await tryOut(at(port), 'nobody@clinic.example')).toEqual(
    failed({ kind: 'recipientRefused', answer: '550 5.1.1 No such mailbox' }),
  )
})

test('R9.4 a certificate that nobody vouches for, or of another name, is refused before anything is said', async () => {
  const selfSigned = await start(selfSignedCertificate)
  const ofLocalhost = await start()

  expect(await tryOut(at(selfSigned.port))).toEqual(failed({ kind: 'wrongCertificate', because: 'selfSigned' }))
  expect(await tryOut(at(ofLocalhost.port, { smtpHost: '127.0.0.1' }))).toEqual(
    failed({ kind: 'wrongCertificate', because: 'otherName' }),
  )
  expect(ofLocalhost.mails).toEqual([])
})

test('R9.4 TLS where there is none, at the beginning or after the greeting, is told as that; nothing is sent in clear', async () => {
  const inClear = await start({ secure: false, disabledCommands: ['STARTTLS'] })

  expect(await tryOut(at(inClear.port))).toEqual(failed({ kind: 'otherSecurity' }))
  expect(await tryOut(at(inClear.port, { smtpSecurity: 'startTls' }))).toEqual(failed({ kind: 'otherSecurity' }))
  expect(inClear.mails).toEqual([])
})

test('R9.4 a host that is not known, and a port where nobody answers, are told apart', async () => {
  expect(await tryOut(at(25, { smtpHost: 'no-such-host.invalid' }))).toEqual(failed({ kind: 'unknownHost' }))
  expect(await tryOut(at(await freePort()))).toEqual(failed({ kind: 'nobodyAnswers' }))
})

test('R9.4 a server that is slow is waited for, and one that says nothing is given up with the call', async () => {
  const slow = await start({
    onConnect: (_session, answer) => void setTimeout(() => answer(), 400),
  })
  expect(await tryOut(at(slow.port))).toMatchObject({ kind: 'accepted' })

  let open = 0
  const silent = createServer((socket) => {
    open += 1
    socket.on('error', () => undefined).on('close', () => (open -= 1))
  }).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  const giveUp = new AbortController()
  const server = at(address.port, { smtpSecurity: 'startTls' })
  const through = { way: 'own', server, password: '' } as const
  const testing = testMail(clinic.acting, { to: TO, through }, giveUp.signal)
  await until(() => open === 1, 'a connection')

  giveUp.abort()

  expect(await testing).toEqual(failed({ kind: 'tooSlow' }))
  await until(() => open === 0, 'the connection’s end')
  silent.close()
})

test('R9.4 what is kept is used for its own server alone, and is told to nobody again', async () => {
  const { port } = await start()
  const { version } = await clinic.client.settings.get()
  const saved = await clinic.client.settings.save({
    seenVersion: version,
    changes: { ...at(port), smtpPassword: OWN_LOGIN.password },
  })
  expect(saved).toMatchObject({ mailWay: 'endpoint', smtpHost: 'localhost', hasSmtpPassword: true })
  const audit = await clinic.context.db.selectFrom('audit').select(['action', 'detail']).execute()
  expect(audit.map(({ action }) => action)).toContain('settings.changed')
  expect(JSON.stringify([saved, audit, clinic.logLines])).not.toContain(OWN_LOGIN.password)

  expect(await tryOut(at(port), TO, null)).toMatchObject({ kind: 'accepted' })
  expect(await tryOut(at(port, { smtpHost: 'LOCALHOST' }), TO, null)).toMatchObject({
    failure: { kind: 'loginRefused' },
  })
  const moved = await clinic.client.settings.save({
    seenVersion: saved.version,
    changes: { smtpHost: 'smtp.clinic.example' },
  })
  expect(moved.hasSmtpPassword).toBe(false)
})

test('R9.4 a server without a name, or nobody to send as, is refused before it is used', async () => {
  const { version } = await clinic.client.settings.get()
  const incomplete = { code: 'MAIL_SERVER_INCOMPLETE' }

  await expect(tryOut(at(465, { smtpHost: '' }))).rejects.toMatchObject(incomplete)
  await expect(tryOut(at(465, { mailFromAddress: '' }))).rejects.toMatchObject(incomplete)
  await expect(
    clinic.client.settings.save({ seenVersion: version, changes: { mailWay: 'own', mailFromAddress: '' } }),
  ).rejects.toMatchObject(incomplete)
  await expect(clinic.client.email.test({ to: TO, through: { way: 'endpoint' } })).rejects.toMatchObject({
    code: 'NOT_PAIRED',
  })
})

test('R9.4 e-mails leave through the server that is set now, from the next one on, without another start', async () => {
  const [first, second] = [await start(), await start()]
  await using story = await openWithEndpoint()
  const { clinic: other, endpoint } = story
  const ana = await other.addPatient('Ana Ruiz', { email: 'ana@example.test', birthOn: null })
  const use = async (changes: Parameters<typeof other.client.settings.save>[0]['changes']) => {
    const { version } = await other.client.settings.get()
    await other.client.settings.save({ seenVersion: version, changes })
  }
  const send = async () => {
    await sendAccessLink(other, ana.id, 'ana@example.test')
    other.later(60_000)
    await story.round()
  }

  await use({ mailWay: 'own', ...at(first.port), smtpPassword: OWN_LOGIN.password })
  await send()
  await use(at(second.port))
  await send()
  await use({ mailWay: 'endpoint' })
  await send()

  expect([first.mails.length, second.mails.length, endpoint.takenOf('mail.put').length]).toEqual([1, 1, 1])
  expect(first.mails[0]?.from).toMatchObject({ name: 'Harbour Clinic', address: OWN_LOGIN.user })
  expect((await mailsIn(other)).map(({ state }) => state).sort()).toEqual(['leaving', 'sent', 'sent'])
})

test('R9.4 through the endpoint a test e-mail leaves at once, and its fate is the outbox’s', async () => {
  await using story = await openWithEndpoint()
  const { clinic: paired, endpoint } = story

  const tested = await paired.client.email.test({ to: TO, through: { way: 'endpoint' } })
  await story.round()

  expect(tested.kind).toBe('leaves')
  const audit = paired.context.db.selectFrom('audit').select('detail').where('action', '=', 'mail.tested')
  expect(await audit.execute()).toEqual([{ detail: `{"email":"${TO}"}` }])
  const [put] = endpoint.takenOf('mail.put')
  expect(put).toMatchObject({ to: TO })
  endpoint.tell({ kind: 'mail.bounced', mailId: put?.id ?? '', code: 550 } as never, 5)
  await story.round()
  expect((await paired.client.outbox.list()).mails[0]).toMatchObject({ kind: 'test', state: 'bounced' })
  // Whoever tests looks at it: it is nobody's to settle.
  expect(await paired.client.inbox.list({ includeDone: false })).toEqual([])
  expect((await paired.client.today.summary()).mailTrouble).toEqual([])
})
