import { expect, test } from 'vitest'
import { createEndpointClient } from './endpointClient.ts'
import { toSyncFailure } from './syncFailure.ts'

/** A client whose every call is answered with this, and where it called. */
function clientAnswered(json: unknown, endpointUrl = 'https://endpoint.example') {
  const urls: string[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    urls.push(new Request(input, init).url)
    return Promise.resolve(Response.json({ json, meta: [] }))
  }
  return { urls, client: createEndpointClient({ fetch, endpointUrl, token: 'a token' }) }
}

test.each(['', '/', '///'])('the endpoint is found whether its address ends in %j', async (end) => {
  const { client, urls } = clientAnswered({}, `https://clinic.example/anteroom${end}`)

  await client.acknowledge({ epoch: 1, upTo: 1 })

  expect(urls).toEqual(['https://clinic.example/anteroom/api/sync/acknowledge'])
})

test('R10.5 an endpoint whose answer is not what was agreed on is one that is too old or too new', async () => {
  const { client } = clientAnswered({ events: 'none', hasMore: 'no' })

  const failure = await client.pull({ epoch: 1, after: 0, limit: 10 }).catch(toSyncFailure)

  expect(failure).toMatchObject({ reason: 'protocol', isPassing: false })
})

test('what is over before it began is asked of nobody', async () => {
  const { client, urls } = clientAnswered({})

  await expect(client.acknowledge({ epoch: 1, upTo: 1 }, { signal: AbortSignal.abort() })).rejects.toThrow()

  expect(urls).toEqual([])
})
