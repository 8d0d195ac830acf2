import { expect, test } from 'vitest'
import { HOUR, MINUTE, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { openPairedClinic } from '../../testing/deskActs.ts'
import { receive } from '../../testing/patientActs.ts'

test('R4.5 that codes are guessed at stands in the Inbox, once an hour however often it is said', async () => {
  await using clinic = await openPairedClinic()
  const since = plusMilliseconds(clinic.clock.now(), -20 * MINUTE)
  const tell = (count: number) => receive(clinic, { kind: 'codes.guessed', count, since })

  expect(await tell(500)).toEqual(['inbox'])
  expect(await tell(500)).toEqual([])
  clinic.later(HOUR)
  expect(await tell(700)).toEqual(['inbox'])

  const items = await clinic.client.inbox.list({ includeDone: false })
  expect(items.map(({ facts }) => facts)).toEqual([
    { kind: 'codesGuessed', count: 700, since },
    { kind: 'codesGuessed', count: 500, since },
  ])
})
