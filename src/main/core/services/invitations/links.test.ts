import { expect, test } from 'vitest'
import { AssignmentId, MailId } from '../../../../shared/domain/ids.ts'
import { addPlan, openPairedClinic, publishPlan, sendForms } from '../../testing/deskActs.ts'
import {
  addIntake,
  mailsIn,
  outboxIn,
  receive,
  redeem,
  sendAccessLink,
  somebody,
  submit,
} from '../../testing/patientActs.ts'
import { viewsOf } from '../../records/views.ts'

const ANA = 'ana@example.test'

/** Ana holds her own records in full. */
async function openWithHolder() {
  const clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  const linkId = await redeem(clinic, id, await somebody(clinic, ANA))
  return { clinic, ana, linkId, [Symbol.asyncDispose]: () => clinic.close() }
}

test('R3.5 a link that is ended is withdrawn at the next sync, and its holder is told, once, without the reason', async () => {
  await using story = await openWithHolder()
  const { clinic, ana, linkId } = story

  await clinic.client.access.revokeLink({ linkId, reason: 'Dispute about custody' })
  await clinic.client.access.revokeLink({ linkId, reason: 'Dispute about custody' })

  expect((await clinic.client.access.get({ patientId: ana.id })).holders).toEqual([])
  expect(await viewsOf(clinic.context, ana.id)).toEqual([])
  expect((await outboxIn(clinic)).filter((row) => row.kind === 'link.end')).toHaveLength(1)
  const told = (await mailsIn(clinic)).filter((mail) => mail.kind === 'linkEnded')
  expect(told.map((mail) => mail.recipient_email)).toEqual([ANA])
  expect(JSON.stringify(told[0]?.content)).not.toContain('custody')
  const history = await clinic.client.patients.history({ patientId: ana.id })
  expect(history).toContainEqual(
    expect.objectContaining({ facts: { action: 'link.ended', email: ANA, reason: 'Dispute about custody' } }),
  )
})

test('R4.1 of a Smart Form’s link it is told when all that it carried came back, by whichever way', async () => {
  await using story = await openWithHolder()
  const { clinic, ana, linkId } = story
  const id = await sendForms(clinic, ana.id, [await addIntake(clinic), await addIntake(clinic)])
  const returnedAt = async () =>
    (await clinic.client.access.get({ patientId: ana.id })).earlier.map((each) => [each.id, each.formsReturnedAt])
  const [one, other] = await clinic.client.forms.assignments()

  await submit(clinic, linkId, AssignmentId.parse(one?.id))
  expect(await returnedAt()).toContainEqual([id, null])
  await submit(clinic, linkId, AssignmentId.parse(other?.id))
  expect(await returnedAt()).toContainEqual([id, clinic.clock.now()])
})

test('R3.5 a link that is lowered keeps its holder, at limited, and its holder is told', async () => {
  await using story = await openWithHolder()
  const { clinic, ana, linkId } = story

  await clinic.client.access.lowerLink({ linkId, reason: 'By request' })

  expect((await clinic.client.access.get({ patientId: ana.id })).holders).toMatchObject([{ linkId, level: 'limited' }])
  expect(await viewsOf(clinic.context, ana.id)).toMatchObject([{ level: 'limited', items: [] }])
  expect((await outboxIn(clinic)).at(-3)).toMatchObject({ kind: 'link.level', body: { id: linkId, level: 'limited' } })
  const told = (await mailsIn(clinic)).at(-1)
  expect(told).toMatchObject({ kind: 'linkEnded', recipient_email: ANA })
})

test('R3.5 an unknown link is not found, and a reason is needed', async () => {
  await using story = await openWithHolder()
  const { clinic, linkId } = story

  await expect(clinic.client.access.lowerLink({ linkId: clinic.ids(), reason: 'x' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(clinic.client.access.revokeLink({ linkId, reason: '  ' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('R4.6 while an Access Link is open it carries the full projection, beside that of the holders', async () => {
  await using story = await openWithHolder()
  const { clinic, ana, linkId } = story
  await publishPlan(clinic, (await addPlan(clinic, ana.id)).id)

  const second = await sendAccessLink(clinic, ana.id, 'luis@example.test')

  const built = await viewsOf(clinic.context, ana.id)
  expect(built.map(({ owner, level }) => `${owner.kind} ${owner.id} ${level}`)).toEqual([
    `link ${linkId} full`,
    `invitation ${second.id} full`,
  ])
  for (const { patientName, items } of built) {
    expect(patientName).toBe('Ana Ruiz')
    expect(items.map(({ kind }) => kind)).toEqual(['plan', 'profile'])
  }
})

test('R9.3 the news of an ended link is sent again in the same words, as an e-mail of its own', async () => {
  await using story = await openWithHolder()
  const { clinic, linkId } = story
  await clinic.client.access.revokeLink({ linkId, reason: 'By request' })
  const first = (await mailsIn(clinic)).at(-1)
  const mailId = MailId.parse(first?.id)
  await receive(clinic, { kind: 'mail.failed', mailId, reason: 'notAccepted' })

  await clinic.client.outbox.sendAgain({ mailId, emailForChart: null })

  const again = (await mailsIn(clinic)).at(-1)
  expect(again?.content).toMatchObject({ to: ANA, text: first?.content.text })
  expect(again?.content.id).toBe(again?.id)
})
