import { expect, test } from 'vitest'
import { HOSTILE_FILES } from '../../../../tests/support/hostileFiles.ts'
import { roundWithFiles, sendFile } from '../testing/fileActs.ts'
import { ANA, giveFull, openWithAna } from '../testing/openWithAna.ts'

test('R8.3 of forty hostile files what is of no kind that is taken is refused, and none stops another', async () => {
  await using story = await openWithAna()
  const { linkId } = await giveFull(story, story.ana.id, ANA)
  const sent: { readonly what: string; readonly fileId: Awaited<ReturnType<typeof sendFile>>['fileId'] }[] = []
  for (const { what, said, body } of HOSTILE_FILES) {
    sent.push({ what, fileId: (await sendFile(story, linkId, body, { kind: said, name: what })).fileId })
  }

  await roundWithFiles(story)

  const states = await Promise.all(
    sent.map(async ({ what, fileId }) => [what, (await story.clinic.client.uploads.get({ fileId })).state]),
  )
  expect(states).toEqual(HOSTILE_FILES.map(({ what, isRefused }) => [what, isRefused ? 'refused' : 'here']))
  expect(HOSTILE_FILES.length).toBeGreaterThanOrEqual(40)
})
