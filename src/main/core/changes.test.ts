import { expect, test } from 'vitest'
import { createChanges } from './changes.ts'

test('a stream of changes says at once that it stands, then what changed', async () => {
  const changes = createChanges()
  const stream = changes.subscribe(undefined)

  expect((await stream.next()).value).toEqual({ topics: ['session'] })
  const next = stream.next()
  changes.publish('patients', 'links')

  expect((await next).value).toEqual({ topics: ['patients', 'links'] })
})

test('a window that is slow gets several changes at once, each topic one time', async () => {
  const changes = createChanges()
  const stream = changes.subscribe(undefined)
  await stream.next()

  changes.publish('patients')
  changes.publish('outbox', 'patients')

  expect((await stream.next()).value).toEqual({ topics: ['patients', 'outbox'] })
})

test('a stream ends when its window goes or the core closes, also while it waits', async () => {
  const changes = createChanges()
  const window = new AbortController()
  const first = changes.subscribe(window.signal)
  const second = changes.subscribe(undefined)
  await first.next()
  await second.next()
  const waiting = [first.next(), second.next()]

  window.abort()
  changes.close()

  expect((await Promise.all(waiting)).map(({ done }) => done)).toEqual([true, true])
})
