import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PortalLogin } from '../shared/contract/portal.ts'
import type { ClinicId, LoginId } from '../shared/domain/ids.ts'
import { makeIdentity } from '../shared/envelope/seal.ts'
import { openSession, signOut } from './accounts.ts'
import { createPortalClient, type PortalClient } from './api.ts'
import { rememberSeen } from './changeKeyring.ts'
import { newKeyring, sealKeyring } from './keys.ts'
import { hasKeptWrap } from './tab.ts'

const id = (end: number) => `0198f3a0-0000-7000-8000-${String(end).padStart(12, '0')}`
// Stand in the path of a call only; the endpoint's own checks are tested with the endpoint.
const clinicId = id(1) as ClinicId

let kept: Map<string, string>
beforeEach(() => {
  kept = new Map()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  vi.stubGlobal('window', { sessionStorage: storage, localStorage: storage })
})
afterEach(() => vi.unstubAllGlobals())

/** An endpoint that takes a keyring when it is let, and knows no session any more once one has signed out. */
function slowEndpoint() {
  const client = createPortalClient('http://portal.test')
  const asked = Promise.withResolvers<undefined>()
  const answer = Promise.withResolvers<{ keyringRevision: number }>()
  const saveKeyring = () => {
    asked.resolve(undefined)
    return answer.promise
  }
  const session = {
    ...client.session,
    saveKeyring: Object.assign(saveKeyring, client.session.saveKeyring),
    signOut: Object.assign(() => Promise.resolve({}), client.session.signOut),
  }
  return { client: { ...client, session } as PortalClient, asked: asked.promise, answer: answer.resolve }
}

test('R11.5 signing out while a keyring is still being saved leaves no key of it in the tab', async () => {
  const { client, asked, answer } = slowEndpoint()
  const at = { client, clinicId }
  const { identity: wrap } = await makeIdentity()
  const invitation = { id: id(3), identity: (await makeIdentity()).identity, patientId: id(4) }
  const { recipient: clinic } = await makeIdentity()
  const { keyring, recipient } = await newKeyring({ email: 'ana@example.test', clinic, invitation })
  const login: PortalLogin = {
    ...{ id: id(2) as LoginId, email: 'ana@example.test', recipient },
    ...{ keyring: await sealKeyring(keyring, wrap), keyringRevision: 1 },
  }
  const session = await openSession(clinicId, login, wrap)
  expect(hasKeptWrap(clinicId)).toBe(true)

  const remembering = rememberSeen(at, session, [{ patientId: id(4), at: [1, 7], isPaired: true }])
  await asked
  await signOut(at)
  answer({ keyringRevision: 2 })
  const after = await remembering

  expect(after.keyring.seen).toEqual({ [id(4)]: [1, 7] })
  expect(hasKeptWrap(clinicId)).toBe(false)
  expect([...kept.values()].filter((value) => value.includes(wrap))).toEqual([])
})
