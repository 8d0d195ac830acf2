import { expect, test } from 'vitest'
import { link, prefix, wrap } from './markdownActs.ts'

test('R8.1 a selection becomes bold, and is not where it was', () => {
  const bold = wrap({ text: 'Take one a day', from: 5, to: 8 }, '**')
  expect(bold).toEqual({ text: 'Take **one** a day', from: 7, to: 10 })
  expect(wrap(bold, '**')).toEqual({ text: 'Take one a day', from: 5, to: 8 })
})

test('R8.1 the lines of a selection become a list, a numbered one, a heading, and lines again', () => {
  const text = 'Iron\nmorning\nevening'
  const list = prefix({ text, from: 7, to: 15 }, () => '- ')
  expect(list.text).toBe('Iron\n- morning\n- evening')
  expect(prefix(list, (at) => `${at + 1}. `).text).toBe('Iron\n1. morning\n2. evening')
  expect(prefix(list, () => '- ').text).toBe(text)
  expect(prefix({ text, from: 0, to: 0 }, () => '## ').text).toBe('## Iron\nmorning\nevening')
})

test('R8.1 a link takes the selection for its name and waits for the address', () => {
  expect(link({ text: 'See page', from: 4, to: 8 })).toEqual({ text: 'See [page](https://)', from: 19, to: 19 })
  expect(link({ text: 'See ', from: 4, to: 4 })).toEqual({ text: 'See https://', from: 12, to: 12 })
})
