import { describe, expect, test } from 'vitest'
import { NOTE_LENGTH, VisitNotes } from './visitNotes.ts'

const NONE = { reason: null, note: null, alert: null }

describe('what is written about a visit', () => {
  test.each(['reason', 'note', 'alert'] as const)('R6.2 the %s is kept without the blanks around it', (field) => {
    expect(VisitNotes.parse({ ...NONE, [field]: '  By the back door\n' })).toEqual({
      ...NONE,
      [field]: 'By the back door',
    })
  })

  test.each(['reason', 'note', 'alert'] as const)('R6.2 blanks alone are no %s', (field) => {
    expect(VisitNotes.parse({ ...NONE, [field]: ' \n' })).toEqual(NONE)
  })

  test.each(['reason', 'note', 'alert'] as const)(
    'R6.2, R12 the %s may be as long as it may, and no longer',
    (field) => {
      const longest = 'x'.repeat(NOTE_LENGTH[field])
      expect(VisitNotes.parse({ ...NONE, [field]: longest })[field]).toBe(longest)
      expect(VisitNotes.safeParse({ ...NONE, [field]: `${longest}x` }).success).toBe(false)
    },
  )
})
