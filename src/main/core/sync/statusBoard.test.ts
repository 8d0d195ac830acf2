import { expect, test } from 'vitest'
import { openPairedClinic } from '../testing/deskActs.ts'
import { createStatusBoard } from './statusBoard.ts'
import { SyncFailure } from './syncFailure.ts'

test('R10.5 windows are told of the status when it changes, and only then', async () => {
  await using clinic = await openPairedClinic()
  let told = 0
  const changes = { ...clinic.context.changes, publish: () => void (told += 1) }
  const board = createStatusBoard({ ...clinic.context, changes })

  await board.refresh()
  await board.refresh()
  expect([board.status().state, told]).toEqual(['working', 1])
  board.noteOutcome(null)
  board.noteSkew(120)
  await board.refresh()
  await board.refresh()
  expect([board.status().state, told]).toEqual(['synchronised', 2])
  board.noteOutcome(new SyncFailure('unreachable'))
  await board.refresh()
  expect(board.status()).toMatchObject({ state: 'offline', because: 'unreachable' })
  board.noteOutcome(new Error('A bug'))
  board.noteWorking()
  await board.refresh()

  expect(board.status()).toMatchObject({ state: 'stopped', because: null })
  expect(told).toBe(4)
})
