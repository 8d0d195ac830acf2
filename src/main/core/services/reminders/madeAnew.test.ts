import { expect, test } from 'vitest'
import { MailContent } from '../../../../shared/domain/mailContent.ts'
import { openJson } from '../../../../shared/envelope/seal.ts'
import { book } from '../../testing/deskActs.ts'
import { openWithEndpoint } from '../../testing/openWithEndpoint.ts'
import { accountOf } from '../../testing/staffActs.ts'

test('R9.1 a reminder that waits is made anew where the clinic’s telephone, its cut-off or a practitioner’s name is another', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  await book(clinic, ana.id, { tell: false })
  const puts = () => endpoint.takenOf('reminder.put')
  const lastText = async () => (await openJson(puts().at(-1)?.sealed ?? '', [endpoint.mailIdentity], MailContent)).text
  await story.round()
  expect(await lastText()).toContain('+1 604 555 0100')

  const { version: ofSettings } = await clinic.client.settings.get()
  await clinic.client.settings.save({ seenVersion: ofSettings, changes: { phone: '+1 604 555 0199' } })
  await story.round()
  expect(await lastText()).toContain('+1 604 555 0199')

  const { version: ofPage } = await clinic.client.onlineBooking.get()
  await clinic.client.onlineBooking.save({ seenVersion: ofPage, changes: { cutOffMinutes: 120 } })
  await story.round()
  expect(puts()).toHaveLength(3)

  const { id } = clinic.people.lee
  const { version: ofLee } = await accountOf(clinic, id)
  await clinic.client.staff.change({ id, seenVersion: ofLee, changes: { calledName: 'Dr Jun Lee' } })
  await story.round()
  expect(await lastText()).toContain('Dr Jun Lee')

  await story.round()
  const [first, second, third, fourth] = puts().map((put) => put.id)
  expect(endpoint.takenOf('reminder.end').map((end) => end.id)).toEqual([first, second, third])
  expect(fourth).toBeDefined()
  expect(puts()).toHaveLength(4)
})
