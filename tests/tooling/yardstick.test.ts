import { expect, test } from 'vitest'
import { openLargeClinic } from '../../bench/support/largeClinic.ts'
import { openRaw } from '../../bench/support/openRaw.ts'

test('the yardstick of the benches reads the file that the core writes', async () => {
  const clinic = await openLargeClinic(5)
  const raw = await openRaw(clinic)

  expect(raw.prepare('SELECT count(*) AS patients FROM patient').get()).toEqual({ patients: 5 })

  raw.close()
  await clinic.close()
})
