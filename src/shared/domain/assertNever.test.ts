import { expect, test } from 'vitest'
import { assertNever } from './assertNever.ts'

test('a case that the types rule out is a bug that says which', () => {
  // What a wire or a file brings past the types.
  expect(() => assertNever({ kind: 'unheard of' } as never)).toThrow('{"kind":"unheard of"}')
})
