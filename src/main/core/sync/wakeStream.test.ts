import { expect, test } from 'vitest'
import { until } from '../../../../tests/support/until.ts'
import type { Connection } from './connection.ts'
import { createEndpointClient } from './endpointClient.ts'
import { createWakeStream } from './wakeStream.ts'

/** A network that heeds no signal, and an endpoint that opens the stream when the test says so and then says nothing. */
function openOnDeafNetwork() {
  const answer = Promise.withResolvers<Response>()
  const endpoint = { endpointUrl: 'https://endpoint.example', token: 'a token' }
  const fetch = () => answer.promise
  const client = createEndpointClient({ ...endpoint, fetch })
  const connection: Connection = { ...endpoint, client, fetch, epoch: 1, mailRecipient: 'age1unused', isInDoubt: false }
  const ends: number[] = []
  const stream = createWakeStream({ wake: () => undefined, end: (lasted) => void ends.push(lasted) })
  stream.open(connection)
  const headers = { 'content-type': 'text/event-stream' }
  return { stream, ends, answerNow: () => answer.resolve(new Response(new ReadableStream(), { headers })) }
}

test('closing does not wait for a stream that says nothing', async () => {
  const { stream, ends, answerNow } = openOnDeafNetwork()
  answerNow()
  await until(() => stream.isStanding(), 'the stream to stand')

  await stream.close()

  expect(stream.isStanding()).toBe(false)
  expect(ends).toEqual([])
})

test('a stream that opens after it was closed is over', async () => {
  const { stream, ends, answerNow } = openOnDeafNetwork()
  const closed = stream.close()

  answerNow()
  await closed

  expect(stream.isStanding()).toBe(false)
  expect(ends).toEqual([])
})
