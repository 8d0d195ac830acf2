import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { EnvelopeError } from './envelopeError.ts'
import { makeOpener } from './opener.ts'
import { makeIdentity, seal, sealJson } from './seal.ts'

const Note = z.object({ text: z.string() })

afterEach(() => vi.restoreAllMocks())

test('an opener opens what was sealed to its identity, any number of times', async () => {
  const { identity, recipient } = await makeIdentity()
  const opener = await makeOpener(identity)

  const texts = ['Grüße, 王', 'b', 'c']
  const sealed = await Promise.all(texts.map((text) => sealJson({ text }, [recipient])))

  expect(await Promise.all(sealed.map((each) => opener(each, Note)))).toEqual(texts.map((text) => ({ text })))
})

test('the runtime has the key and does not give it out', async () => {
  const { identity } = await makeIdentity()
  const importing = vi.spyOn(crypto.subtle, 'importKey')

  await makeOpener(identity)

  const [format, , algorithm, isExtractable] = importing.mock.calls[0] ?? []
  expect([format, algorithm, isExtractable]).toEqual(['pkcs8', { name: 'X25519' }, false])
})

test('where the runtime does not know X25519, age does', async () => {
  const { identity, recipient } = await makeIdentity()
  const sealed = await sealJson({ text: 'a' }, [recipient])
  vi.spyOn(crypto.subtle, 'importKey').mockRejectedValueOnce(new DOMException('No such curve', 'NotSupportedError'))

  const opener = await makeOpener(identity)

  expect(await opener(sealed, Note)).toEqual({ text: 'a' })
})

test.each([
  ['an error of another name', new DOMException('Too short', 'DataError')],
  ['what is no error', { name: 'NotSupportedError' }],
])('an identity that the runtime refuses is none: %s', async (_name, reason) => {
  const { identity } = await makeIdentity()
  vi.spyOn(crypto.subtle, 'importKey').mockRejectedValueOnce(reason)

  const error: unknown = await makeOpener(identity).catch((cause: unknown) => cause)

  expect(error).toBeInstanceOf(EnvelopeError)
  expect(error).toMatchObject({ message: 'Not an age identity', cause: reason })
})

test('an identity that is none is refused before anything is opened', async () => {
  await expect(makeOpener('AGE-SECRET-KEY-1NONE')).rejects.toThrow(EnvelopeError)
})

test('what does not open, and what holds something else, is refused as by openJson', async () => {
  const [mine, other] = await Promise.all([makeIdentity(), makeIdentity()])
  const opener = await makeOpener(mine.identity)
  const shut = { name: 'EnvelopeError', message: 'The envelope does not open with these keys' }

  await expect(opener(await sealJson({ text: 'a' }, [other.recipient]), Note)).rejects.toMatchObject(shut)
  await expect(opener('no base64', Note)).rejects.toMatchObject({ ...shut, cause: expect.any(Error) as Error })
  await expect(opener(await seal('no JSON', [mine.recipient]), Note)).rejects.toMatchObject({
    name: 'EnvelopeError',
    message: 'The envelope holds something else',
  })
})
