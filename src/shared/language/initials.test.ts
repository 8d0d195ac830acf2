import { expect, test } from 'vitest'
import { initials } from './initials.ts'

test.each([
  ['Ana Ruiz', 'AR'],
  ['Théo Marchand-Lefèvre', 'TM'],
  ['ana', 'A'],
  ['  ', ''],
  ['(née) O’Connor', 'NO'],
  ['محمد الأحمد', 'ما'],
  ['👩‍⚕️ Zoë', '👩‍⚕️Z'],
  ['👩‍👩‍👧 O’Neill', '👩‍👩‍👧O'],
  ['  Ana  María  Ruiz ', 'AR'],
  ['<script>alert(1)</script>', 'S'],
])('section 12 initials of "%s"', (name, expected) => {
  expect(initials(name)).toBe(expected)
})
