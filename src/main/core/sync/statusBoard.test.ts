import { expect, test } from 'vitest'
import { openPairedClinic } from '../testing/deskActs.ts'
import { createStatusBoard } from './statusBoard.ts'
import { SyncFailure } from './syncFailure.ts'

test('R10.5 windows are told of the status when it changes, and only then', async () => {
  await using clinic = await openPairedClinic()
  const told: string[] = []
  const changes = { ...clinic.context.changes, publish: (...topics: string[]) => void told.push(topics.join(' ')) }
  const board = createStatusBoard({ ...clinic.context, changes })

  expect(board.status(), 'before it has looked').toEqual({
    ...{ state: 'notPaired', because: null, lastAt: null },
    ...{ waiting: 0, needsAttention: 0, clockSkewSeconds: null },
  })
  await board.refresh()
  await board.refresh()
  expect([board.status().state, told]).toEqual(['working', ['sync']])
  board.noteOutcome(null)
  board.noteSkew(120)
  await board.refresh()
  await board.refresh()
  expect([board.status().state, told]).toEqual(['synchronised', ['sync', 'sync']])
  board.noteOutcome(new SyncFailure('unreachable'))
  await board.refresh()
  expect(board.status()).toMatchObject({ state: 'offline', because: 'unreachable' })
  board.noteOutcome(new Error('A bug'))
  board.noteWorking()
  await board.refresh()

  expect(board.status()).toMatchObject({ state: 'stopped', because: null })
  expect(told).toHaveLength(4)
})
