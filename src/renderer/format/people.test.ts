import { expect, test } from 'vitest'
import { PatientId } from '../../shared/domain/ids.ts'
import { newId } from './newId.ts'
import { tintOf } from './people.ts'

test('a tint stays with its name and is one of five', () => {
  expect(tintOf('Ana Ruiz')).toBe(tintOf('Ana Ruiz'))
  expect([0, 1, 2, 3, 4]).toContain(tintOf('Ben Okafor'))
})

test('an id made here is a UUID of version 7 that no other has', () => {
  const ids = Array.from({ length: 100 }, () => newId<PatientId>())

  expect(new Set(ids).size).toBe(100)
  expect(ids.every((id) => PatientId.safeParse(id).success && id[14] === '7')).toBe(true)
})
