import { bech32 } from '@scure/base'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { EnvelopeError } from './envelopeError.ts'
import { makeIdentity, open, openJson, parseOpened, recipientOf, seal, sealJson } from './seal.ts'

const Note = z.object({ text: z.string() })

/** What a promise was rejected with: an EnvelopeError with this message, because of another error. */
async function refusal(promise: Promise<unknown>): Promise<{ message: string; hasCause: boolean }> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof EnvelopeError)) throw new Error('It was not refused', { cause: error })
  return { message: error.message, hasCause: error.cause instanceof Error }
}

test('what was sealed as JSON opens as what its schema describes', async () => {
  const { identity, recipient } = await makeIdentity()

  const sealed = await sealJson({ text: 'Grüße, 王' }, [recipient])

  expect(await openJson(sealed, [identity], Note)).toEqual({ text: 'Grüße, 王' })
  expect(await recipientOf(identity)).toBe(recipient)
})

test('bytes are sealed as they are', async () => {
  const { identity, recipient } = await makeIdentity()

  expect(await open(await seal(Uint8Array.of(72, 105), [recipient]), [identity])).toBe('Hi')
})

test('an envelope without a recipient, or for one who is none, is not made', async () => {
  const { recipient } = await makeIdentity()

  expect(await refusal(seal('x', []))).toEqual({ message: 'An envelope needs a recipient', hasCause: false })
  expect(await refusal(seal('x', [recipient, 'age1nobody']))).toEqual({
    message: 'Not an age recipient',
    hasCause: true,
  })
})

test('R11.6 a point to which nothing can be sealed is no recipient, though its shape and checksum are right', async () => {
  const points = [Uint8Array.of(0, ...Array<number>(31).fill(0)), Uint8Array.of(1, ...Array<number>(31).fill(0))]

  for (const point of points) {
    const recipient = bech32.encodeFromBytes('age', point)
    expect(await refusal(seal('x', [recipient]))).toEqual({ message: 'Not an age recipient', hasCause: true })
  }
})

test('an envelope that does not open says why: no key, a stranger’s key, damage', async () => {
  const [mine, other] = await Promise.all([makeIdentity(), makeIdentity()])
  const sealed = await seal('x', [mine.recipient])
  const shut = { message: 'The envelope does not open with these keys', hasCause: true }

  expect(await refusal(open(sealed, ['AGE-SECRET-KEY-1NONE']))).toEqual({
    message: 'Not an age identity',
    hasCause: true,
  })
  expect(await refusal(open(sealed, [other.identity]))).toEqual(shut)
  expect(await refusal(open(sealed.slice(0, -8), [mine.identity]))).toEqual(shut)
  expect(await refusal(open('no base64', [mine.identity]))).toEqual(shut)
})

test('an envelope that holds something else is refused like one that does not open', async () => {
  const { identity, recipient } = await makeIdentity()
  const other = { message: 'The envelope holds something else', hasCause: true }

  expect(await refusal(openJson(await seal('no JSON', [recipient]), [identity], Note))).toEqual(other)
  expect(await refusal(openJson(await sealJson({ text: 3 }, [recipient]), [identity], Note))).toEqual(other)
  expect(parseOpened('{"text":"a"}', Note)).toEqual({ text: 'a' })
})

test('the error is told apart by its name where its class was lost on the way', () => {
  expect(new EnvelopeError('x').name).toBe('EnvelopeError')
})
