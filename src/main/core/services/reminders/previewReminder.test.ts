import { expect, test } from 'vitest'
import { MailContent } from '../../../../shared/domain/mailContent.ts'
import { Instant } from '../../../../shared/domain/time.ts'
import { openJson } from '../../../../shared/envelope/seal.ts'
import { book } from '../../testing/deskActs.ts'
import { openClinic } from '../../testing/openClinic.ts'
import { openWithEndpoint } from '../../testing/openWithEndpoint.ts'

test('R9.1 the preview of a reminder is what leaves, but for whom and when, and leaves nothing itself', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  const { subject, text, html } = await clinic.client.email.reminderPreview({})
  expect(await clinic.context.db.selectFrom('mail').select('id').execute()).toEqual([])
  const [staff] = await clinic.context.db.selectFrom('staff').select('called_name').orderBy('created_at').execute()
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  await book(clinic, ana.id, { startsAt: Instant.parse('2026-03-05T18:00:00.000Z'), tell: false })

  await story.round()

  const [put] = endpoint.takenOf('reminder.put')
  const left = await openJson(put?.sealed ?? '', [endpoint.mailIdentity], MailContent)
  const asShown = (body: string) =>
    body
      .replaceAll(/\/come#\w*/g, '/come#')
      .replaceAll(clinic.people.lee.calledName, 'Somebody')
      .replaceAll(staff?.called_name ?? '', 'Somebody')
      .replaceAll(/\s+/g, ' ')
  expect(subject).toBe(left.subject)
  expect(asShown(text)).toBe(asShown(left.text))
  expect(asShown(html)).toBe(asShown(left.html))
  expect(text).toContain('10:00 to 10:30')
})

test('R9.1 a desk that is not connected has no page for an answer to show', async () => {
  const clinic = await openClinic()

  await expect(clinic.client.email.reminderPreview({})).rejects.toMatchObject({ code: 'NOT_PAIRED' })
  await clinic.close()
})
