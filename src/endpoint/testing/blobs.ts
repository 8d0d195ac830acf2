import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { PartId, type LinkId } from '../../shared/domain/ids.ts'
import { OFFSET_HEADER, PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../shared/contract/sync.ts'
import type { TestDesk } from './clients.ts'

/** The header of an age file, then whatever: the endpoint looks at no more of it. */
export function ageBytes(bytes: number): Buffer {
  return Buffer.concat([Buffer.from('age-encryption.org/v1\n'), randomBytes(bytes)]).subarray(0, bytes)
}

export function blobOf(file: Buffer) {
  const sha256 = createHash('sha256').update(file).digest('hex')
  return { id: PartId.parse(randomUUID()), bytes: file.length, sha256 }
}

type Where = { readonly url: string; readonly headers: Readonly<Record<string, string>> }

/** As a desk asks for the bytes of a blob. */
export function ofDesk(url: string, { token }: Pick<TestDesk, 'token'>, id: PartId): Where {
  const headers = { authorization: `Bearer ${token}`, [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) }
  return { url: `${url}/api/sync/blob/${id}`, headers }
}

/** As a page does. @param cookies of its browser */
export function ofPage(
  url: string,
  { clinicId }: Pick<TestDesk, 'clinicId'>,
  cookies: ReadonlyMap<string, string>,
  path: { readonly id: PartId; readonly linkId?: LinkId },
): Where {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const where = path.linkId === undefined ? path.id : `${path.linkId}/${path.id}`
  return { url: `${url}/api/portal/blob/${clinicId}/${where}`, headers: { cookie, origin: url } }
}

/** @returns the status and how much is stored, where it says so */
export async function bring({ url, headers }: Where, body: Buffer, from = 0) {
  const response = await fetch(url, {
    method: 'PUT',
    headers: { ...headers, [OFFSET_HEADER]: String(from) },
    body: new Uint8Array(body),
  })
  const { stored } = (await response.json()) as { stored?: number }
  return { status: response.status, stored }
}

export async function fetchBlob({ url, headers }: Where, from = 0) {
  const range = from > 0 ? { range: `bytes=${from}-` } : {}
  const response = await fetch(url, { headers: { ...headers, ...range } })
  return { status: response.status, body: Buffer.from(await response.arrayBuffer()), headers: response.headers }
}
