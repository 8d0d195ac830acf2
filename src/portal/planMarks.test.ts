import { expect, test } from 'vitest'
import { parseMarkdown } from '../shared/domain/markdown.ts'
import { changesSince, marksOf } from './planMarks.ts'

const IDENTITY = 'AGE-SECRET-KEY-1MINE'

test('R8.1 of another version what is new stands out, and what is gone is counted; of the same one nothing', async () => {
  const first = parseMarkdown('# Iron\n\nEvery second day.\n\nWith juice.')
  const second = parseMarkdown('# Iron\n\nEvery third day.\n\nWith juice.')
  const read = [...(await marksOf(IDENTITY, first)).values()]

  const changes = changesSince(read, await marksOf(IDENTITY, second))

  expect(second.filter((block) => changes?.isNew(block)).map(({ source }) => source)).toEqual(['Every third day.'])
  expect(changes?.gone).toBe(1)
  expect(changesSince(read, await marksOf(IDENTITY, first))).toBeNull()
})

test('R11.1 what is kept of a plan says nothing of it, to another login neither', async () => {
  const blocks = parseMarkdown('Every second day.')
  const [mine] = (await marksOf(IDENTITY, blocks)).values()
  const [another] = (await marksOf('AGE-SECRET-KEY-1OTHER', blocks)).values()

  expect(mine).toMatch(/^[0-9a-f]{16}$/)
  expect(another).not.toBe(mine)
})
