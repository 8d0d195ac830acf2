import { expect, test } from 'vitest'
import { writtenRuns } from './writtenRuns.ts'

const turned = (sentence: string) =>
  writtenRuns(sentence)
    .filter(({ isTurned }) => isTurned)
    .map(({ text }) => text)

test('R10.4 a name from right to left is kept apart from its sentence, in one piece', () => {
  expect(writtenRuns('عبد الرحمن: 26 visits moved.')).toEqual([
    { text: 'عبد الرحمن', isTurned: true },
    { text: ': 26 visits moved.', isTurned: false },
  ])
  expect(turned('Offered to שרה בן-דוד until 04:25; محمد is next.')).toEqual(['שרה בן-דוד', 'محمد'])
  expect(turned('عبد 🌟 Wolfe: Cancelled')).toEqual(['عبد'])
})

test('R10.4 nothing is lost or added, and what reads from left to right stays whole', () => {
  for (const sentence of ['', 'Zoë: Cancelled', 'א', ' שרה ', '陳大文 booked, שרה too'])
    expect(
      writtenRuns(sentence)
        .map(({ text }) => text)
        .join(''),
    ).toBe(sentence)
  expect(writtenRuns('Zoë: Cancelled')).toEqual([{ text: 'Zoë: Cancelled', isTurned: false }])
})
