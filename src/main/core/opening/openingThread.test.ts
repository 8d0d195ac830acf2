import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { makeIdentity, seal, sealJson } from '../../../shared/envelope/seal.ts'
import { createOpenings } from './openings.ts'
import { createOpeningThread, type OpeningThread } from './openingThread.ts'
import { openingWorkerSource } from './workerSource.ts'

const fragile = new URL('../testing/fragileWorker.ts', import.meta.url)
const closings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closings.splice(0)) await close()
})

function open(source = fragile, patienceMilliseconds = 500): OpeningThread {
  const thread = createOpeningThread({ source, patienceMilliseconds, identity: 'AGE-SECRET-KEY-1' })
  closings.push(thread.close)
  return thread
}

/** What became of each, by its text or the name of its error. */
const outcomes = (thread: OpeningThread, given: readonly string[]) =>
  Promise.all(given.map((sealed) => thread.open(sealed).catch((cause: Error) => cause.name)))

test.each(['crash', 'throw', 'hang', 'fill'])(
  'R11.6 an envelope at which a thread would %s fails alone; those before and after it are opened',
  async (bad) => {
    const thread = open()

    expect(await outcomes(thread, ['a', bad, 'b', bad, 'shut', 'c'])).toEqual([
      'a',
      'OpeningFailed',
      'b',
      'OpeningFailed',
      'EnvelopeError',
      'c',
    ])

    expect(thread.waiting()).toBe(0)
    expect(await thread.open('d')).toBe('d')
  },
)

test('a thread that does not start is nobody’s fault: what waits for it fails as the desk’s own trouble', async () => {
  const thread = open(new URL('../testing/noSuchWorker.ts', import.meta.url))

  expect(await outcomes(thread, ['a', 'b'])).toEqual(['Error', 'Error'])
})

test('a desk that closes waits for nothing that hangs', async () => {
  const thread = open(fragile, 60_000)
  const hanging = thread.open('hang').catch((cause: Error) => cause.message)

  await thread.close()

  expect(await hanging).toBe('The desk closes')
})

test('the threads open what was sealed to the clinic, with a key that is asked for once', async () => {
  const { identity, recipient } = await makeIdentity()
  let asked = 0
  const openings = createOpenings({
    source: openingWorkerSource,
    identity: async () => {
      asked += 1
      if (asked === 1) throw new Error('No clinic yet')
      return identity
    },
  })
  closings.push(openings.close)
  await expect(openings.opener()).rejects.toThrow('No clinic yet')
  const openers = await Promise.all([openings.opener(), openings.opener()])
  const [opener] = openers
  const Note = z.object({ text: z.string() })

  const texts = await Promise.all(['Grüße, 王', 'b'].map((text) => sealJson({ text }, [recipient])))
  expect(await Promise.all(texts.map((sealed) => opener(sealed, Note)))).toEqual([{ text: 'Grüße, 王' }, { text: 'b' }])
  expect(asked).toBe(2)
  const refused = { name: 'EnvelopeError' }
  await expect(opener(await sealJson({ text: 1 }, [recipient]), Note)).rejects.toMatchObject(refused)
  await expect(opener(await seal('x', [(await makeIdentity()).recipient]), Note)).rejects.toMatchObject(refused)
  await expect(opener('no age file', Note)).rejects.toMatchObject(refused)
})

test('R11.6 an envelope that holds more objects than anybody sends is not read', async () => {
  const { identity, recipient } = await makeIdentity()
  const openings = createOpenings({ source: openingWorkerSource, identity: async () => identity })
  closings.push(openings.close)
  const opener = await openings.opener()
  const anything = { parse: (value: unknown) => value }

  const many = (count: number) => sealJson(Array<object>(count).fill({}), [recipient])
  expect(await opener(await many(9_999), anything)).toHaveLength(9_999)
  await expect(opener(await many(10_000), anything)).rejects.toThrow('The envelope holds more than anybody sends')
})
