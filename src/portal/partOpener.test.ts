import { expect, test } from 'vitest'
import type { ClinicId, LinkId } from '../shared/domain/ids.ts'
import { PartRef } from '../shared/domain/recordIndex.ts'
import { sha256Of } from '../shared/envelope/parts.ts'
import { makeIdentity, sealJson } from '../shared/envelope/seal.ts'
import { makePartOpener } from './partOpener.ts'
import { createPortalClient } from './api.ts'

const id = (end: number) => `0198f3a0-0000-7000-8000-${String(end).padStart(12, '0')}`
// Stand in the path of a call only; the endpoint's own checks are tested with the endpoint.
const clinicId = id(1) as ClinicId
const linkId = id(2) as LinkId

async function plan(text: string) {
  const { identity, recipient } = await makeIdentity()
  const sealed = await sealJson({ kind: 'plan', text }, [recipient])
  return { sealed, ref: PartRef.parse({ id: id(3), identity, sha256: sha256Of(sealed) }) }
}

/** An endpoint that answers what it is told to, and a note of what it was asked. */
function answering(...answers: (string | null)[]) {
  const asked: unknown[] = []
  const client = createPortalClient('http://portal.test')
  const part = (input: unknown) => {
    asked.push(input)
    const sealed = answers.shift()
    return sealed ? Promise.resolve({ sealed }) : Promise.reject(new TypeError('Failed to fetch'))
  }
  const records = { ...client.records, part: Object.assign(part, client.records.part) }
  return { asked, open: makePartOpener({ client: { ...client, records }, clinicId }) }
}

test('R8.1 a part is asked for once, through the link that shows it, and opened with its own identity', async () => {
  const { sealed, ref } = await plan('Rest')
  const { asked, open } = answering(sealed)

  const first = await open(linkId, ref, 'plan')
  const second = await open(linkId, ref, 'plan')

  expect(first).toEqual({ kind: 'plan', text: 'Rest' })
  expect(second).toEqual(first)
  expect(asked).toEqual([{ clinicId, linkId, partId: ref.id }])
})

test('R11.5 what is not the part that the index names is shown as such, and not kept', async () => {
  const { sealed, ref } = await plan('Rest')
  const { open } = answering((await plan('Run')).sealed, sealed)

  await expect(open(linkId, ref, 'plan')).rejects.toThrow('Not the part that the index names')
  expect(await open(linkId, ref, 'plan')).toEqual({ kind: 'plan', text: 'Rest' })
})

test('one id with another hash is another part, and one of another kind is none', async () => {
  const old = await plan('Rest')
  const next = await plan('Run')
  const { asked, open } = answering(old.sealed, next.sealed, next.sealed)

  await open(linkId, old.ref, 'plan')
  expect(await open(linkId, next.ref, 'plan')).toMatchObject({ text: 'Run' })

  await expect(open(linkId, next.ref, 'form')).rejects.toThrow('another kind')
  expect(asked).toHaveLength(3)
})

test('no answer is no part, and the next time asks again', async () => {
  const { sealed, ref } = await plan('Rest')
  const { open } = answering(null, sealed)

  await expect(open(linkId, ref, 'plan')).rejects.toThrow(TypeError)
  expect(await open(linkId, ref, 'plan')).toMatchObject({ text: 'Rest' })
})
