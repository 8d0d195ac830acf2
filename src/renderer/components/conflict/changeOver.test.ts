import { expect, test } from 'vitest'
import { toInstant } from '../../../shared/domain/time.ts'
import { changeOver, type Sent, type Versioned } from './changeOver.ts'
import type { Outcome } from './orMeanwhile.ts'

type Values = { phone: string; email: string }
const FIELDS = ['phone', 'email'] as const
const saw = { version: 1, values: { phone: '1', email: 'a' } }
const at = toInstant(0)

/** A core in which others were faster, once for each of `others`. */
function busyCore(...others: Versioned<Values>[]) {
  const sent: Sent<Values>[] = []
  const send = (change: Sent<Values>): Promise<Outcome<string, Versioned<Values>>> => {
    sent.push(change)
    const current = others.shift()
    return Promise.resolve(
      current ? { kind: 'meanwhile', meanwhile: { by: 'Leo', at, current } } : { kind: 'kept', output: 'saved' },
    )
  }
  return { sent, send }
}

test('R10.7 only what was changed is sent, with the version that was seen', async () => {
  const core = busyCore()

  expect(await changeOver(FIELDS, saw, { phone: '2', email: 'a' }, core.send)).toEqual({
    kind: 'kept',
    output: 'saved',
  })
  expect(core.sent).toEqual([{ seenVersion: 1, changes: { phone: '2' } }])
})

test('R10.7 what only one of both changed is kept from both without asking, however many were faster', async () => {
  const core = busyCore(
    { version: 2, values: { phone: '1', email: 'b' } },
    { version: 5, values: { phone: '1', email: 'c' } },
  )

  expect(await changeOver(FIELDS, saw, { phone: '2' }, core.send)).toMatchObject({ kind: 'kept' })
  expect(core.sent).toEqual([
    { seenVersion: 1, changes: { phone: '2' } },
    { seenVersion: 2, changes: { phone: '2' } },
    { seenVersion: 5, changes: { phone: '2' } },
  ])
})

test('R10.7 what both changed alike is not sent again', async () => {
  const core = busyCore({ version: 2, values: { phone: '2', email: 'a' } })

  await changeOver(FIELDS, saw, { phone: '2' }, core.send)

  expect(core.sent.at(-1)).toEqual({ seenVersion: 2, changes: {} })
})

test('R10.7 what both changed differently is asked about, and nothing more is sent', async () => {
  const core = busyCore(
    { version: 2, values: { phone: '1', email: 'b' } },
    { version: 3, values: { phone: '9', email: 'b' } },
  )

  const outcome = await changeOver(FIELDS, saw, { phone: '2' }, core.send)

  expect(outcome).toMatchObject({
    kind: 'conflict',
    conflict: {
      by: 'Leo',
      saw: saw.values,
      wanted: { phone: '2' },
      compared: { differing: ['phone'], theirs: ['email'] },
    },
  })
  expect(core.sent).toHaveLength(2)
})
