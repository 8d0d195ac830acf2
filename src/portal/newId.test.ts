import { expect, test } from 'vitest'
import { SubmissionId } from '../shared/domain/ids.ts'
import { newId } from './newId.ts'

test('an id made in the browser is a UUID of version 7 that sorts by its time', () => {
  const earlier = newId(1_772_442_000_000)
  const later = newId(1_772_442_000_001)

  expect(SubmissionId.parse(earlier)).toBe(earlier)
  expect(earlier).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(earlier < later).toBe(true)
})
