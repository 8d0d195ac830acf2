import fc from 'fast-check'
import { expect, test } from 'vitest'
import { headerText } from './headerText.ts'

test('R9.2 a header is one line, whatever a clinic is called', () => {
  expect(headerText('Clinic\r\nBcc: all@example.test', 200)).toBe('Clinic Bcc: all@example.test')
  expect(headerText('Clinic\u202Eevil\u2028x', 200)).toBe('Clinic evil x')
  expect(headerText('  Harbour   Street ', 200)).toBe('Harbour Street')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const header = headerText(name, 300)

      expect(header).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
      expect([...header].length).toBeLessThanOrEqual(300)
    }),
  )
})

test('R9.2 a header that is too long ends in an ellipsis, at a whole character', () => {
  expect(headerText('abcdef', 6)).toBe('abcdef')
  expect(headerText('abcdefg', 6)).toBe('abcde…')
  expect(headerText('🦊🦊🦊', 2)).toBe('🦊…')
})
