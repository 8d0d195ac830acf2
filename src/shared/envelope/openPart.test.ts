import { expect, test } from 'vitest'
import { EnvelopeError } from './envelopeError.ts'
import { openPart } from './openPart.ts'
import { sha256Of } from './parts.ts'
import { makeIdentity, sealJson } from './seal.ts'

const PLAN = { kind: 'plan', text: 'Rest' } as const

async function part(content: unknown) {
  const { identity, recipient } = await makeIdentity()
  const sealed = await sealJson(content, [recipient])
  return { sealed, recipient, ref: { identity, sha256: sha256Of(sealed) } }
}

test('a part opens with the identity and the hash that its index has', async () => {
  const { sealed, ref } = await part(PLAN)

  expect(await openPart(sealed, ref, 'plan')).toEqual(PLAN)
})

test('R11.5 another file in its place is refused, even one that the part’s own identity opens', async () => {
  const { recipient, ref } = await part(PLAN)
  const forged = await sealJson({ kind: 'plan', text: 'Run' }, [recipient])

  await expect(openPart(forged, ref, 'plan')).rejects.toThrow(EnvelopeError)
  await expect(openPart('no base64!', ref, 'plan')).rejects.toThrow(EnvelopeError)
  await expect(openPart('', ref, 'plan')).rejects.toThrow(EnvelopeError)
})

test('what does not open, is of another kind or is no part at all is refused', async () => {
  const plan = await part(PLAN)
  const stranger = await makeIdentity()
  const odd = await part({ kind: 'song', text: 'La' })

  await expect(openPart(plan.sealed, { ...plan.ref, identity: stranger.identity }, 'plan')).rejects.toThrow(
    EnvelopeError,
  )
  await expect(openPart(plan.sealed, plan.ref, 'form')).rejects.toThrow(EnvelopeError)
  await expect(openPart(odd.sealed, odd.ref, 'plan')).rejects.toThrow(EnvelopeError)
})
