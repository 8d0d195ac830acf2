import { expect, test } from 'vitest'
import { splitMatch } from '../../components/Highlighted.tsx'
import { touchedBy } from '../../state/useChanges.ts'
import { pagesFor } from './useWindowedPatients.ts'
import { moveTo } from './useRowKeys.ts'

test('R10.1 of 100,000 patients only the pages in sight are asked for', () => {
  expect(pagesFor(0, 40)).toEqual([0])
  expect(pagesFor(80, 130)).toEqual([0, 1])
  expect(pagesFor(99_950, 99_999)).toEqual([999])
})

test('R10.4 keys move within the list and never beyond it', () => {
  expect(moveTo('ArrowDown', 0, 3)).toBe(1)
  expect(moveTo('ArrowDown', 2, 3)).toBe(2)
  expect(moveTo('ArrowUp', 0, 3)).toBe(0)
  expect(moveTo('PageDown', 0, 3)).toBe(2)
  expect(moveTo('x', 0, 3)).toBeNull()
})

test('what was searched for is marked, accents or not', () => {
  const marked = (text: string, query: string) =>
    splitMatch(text, query)
      .map(({ text: part, isMatch }) => (isMatch ? `[${part}]` : part))
      .join('')

  expect(marked('Ben Okafor', 'oka')).toBe('Ben [Oka]for')
  expect(marked('Lucía Gómez', 'luci gom')).toBe('[Lucí]a [Góm]ez')
  expect(marked('Théo Marchand-Lefèvre', 'lefe')).toBe('Théo Marchand-[Lefè]vre')
  expect(marked('Ana Ruiz', 'na')).toBe('Ana Ruiz')
})

test('a change asks again for what it touches, and after a restore for everything', () => {
  expect(touchedBy(['plans'])).toEqual(new Set(['plans', 'access', 'myDay']))
  expect(touchedBy(['plans', 'all'])).toBeNull()
})
