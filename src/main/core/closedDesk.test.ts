import { expect, test } from 'vitest'
import { wordsOfKey } from '../../shared/envelope/recoveryWords.ts'
import { isClosed, openDesk } from './closedDesk.ts'
import { clientOf } from './testing/clientOf.ts'
import { outcomeOf } from './testing/deskActs.ts'
import { heldKeys } from './testing/heldKeys.ts'
import { TEST_KEY } from './testing/migratedFile.ts'
import { openClinic } from './testing/openClinic.ts'

test('R10.9 words that are given in two windows at the same moment open the file once', async () => {
  await using clinic = await openClinic()
  await clinic.core.close()
  const desk = await openDesk({ ...clinic.options, keys: heldKeys() })
  if (!isClosed(desk)) throw new Error('The file opened by itself')
  const give = () => outcomeOf(clientOf(desk).recovery.open({ words: wordsOfKey(TEST_KEY) }))

  expect(await Promise.all([give(), give()])).toEqual(['done', 'ALREADY_OPEN'])

  await (await desk.opened).close()
  desk.close()
  await clinic.restart()
})
