import { expect, test } from 'vitest'
import { Instant } from '../time.ts'
import { formsSince } from './formsSince.ts'

type State = 'received' | 'filed' | 'setAside' | 'unproven'

function came(id: string, on: string, form = 'intake', state: State = 'filed') {
  const at = Instant.parse(`${on}T09:00:00.000Z`)
  return { id, form, state, submittedAt: at, receivedAt: at }
}
const ids = (found: ReturnType<typeof formsSince<ReturnType<typeof came>>>) =>
  found.map(({ newer, earlier }) => [newer.id, earlier?.id ?? null])
const visit = Instant.parse('2026-10-26T14:00:00.000Z')

test('R10.1 new is what came after the last visit, the newest first, each beside the one before it of the same form', () => {
  const all = [
    came('first', '2026-01-01'),
    came('second', '2026-10-01'),
    came('phq', '2026-10-02', 'phq-9'),
    came('third', '2026-11-03', 'intake', 'received'),
    came('fourth', '2026-11-20'),
  ]

  expect(ids(formsSince(all, visit))).toEqual([
    ['fourth', 'third'],
    ['third', 'second'],
  ])
  expect(ids(formsSince(all, null))).toHaveLength(5)
})

test('R10.1 what was kept aside is told of, is compared with nothing, and nothing is compared with it', () => {
  const all = [
    came('good', '2026-10-01'),
    came('aside', '2026-11-03', 'intake', 'setAside'),
    came('unproven', '2026-11-04', 'intake', 'unproven'),
    came('newest', '2026-11-05'),
  ]

  expect(ids(formsSince(all, visit))).toEqual([
    ['newest', 'good'],
    ['unproven', null],
    ['aside', null],
  ])
})

test('R10.1 what was sent before the visit and arrived after it is new all the same', () => {
  const late = { ...came('late', '2026-10-25'), receivedAt: Instant.parse('2026-10-27T09:00:00.000Z') }

  expect(ids(formsSince([late], visit))).toEqual([['late', null]])
})
