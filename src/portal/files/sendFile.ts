import { v7 } from 'uuid'
import { fileKindOf, fileProblem, HEAD_BYTES, type FileRefusal } from '../../shared/domain/fileKinds.ts'
import { cleanFileName } from '../../shared/domain/fileNames.ts'
import type { LinkId, PartId } from '../../shared/domain/ids.ts'
import type { SealedFile } from '../../shared/domain/sealedLetters.ts'
import { ForeignAnswerError, OfflineError } from '../api.ts'
import { loadVault } from '../loadVault.ts'
import type { OpenSession, Portal } from '../portal.ts'
import { putBytes } from './putBytes.ts'
import { withoutPositions } from './withoutPositions.ts'

/** A file that is not sent, and why. */
export class FileRefusedError extends Error {
  override readonly name = 'FileRefusedError'
  readonly because: FileRefusal
  constructor(because: FileRefusal) {
    super(because)
    this.because = because
  }
}

export type Sending = {
  readonly portal: Pick<Portal, 'client' | 'clinicId'>
  readonly session: OpenSession
  readonly linkId: LinkId
  readonly signal: AbortSignal
  /** From 0 to 1; `isWaiting` while the line is cut. */
  readonly onProgress: (share: number, isWaiting: boolean) => void
}

const WAITS_MILLISECONDS = [1_000, 2_000, 5_000, 10_000]

/**
 * R8.3: sealed here, to a key of its own that stands in the letter; its bytes go ahead, and go on where the line was cut.
 * @throws FileRefusedError; and whatever a call throws, but that there is no line, which is waited for
 */
export async function sendFile(file: File, sending: Sending): Promise<{ readonly name: string; readonly at: string }> {
  const { portal, session, linkId } = sending
  const { client, clinicId } = portal
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
  const because = fileProblem(file.size, head)
  const kind = fileKindOf(head)
  if (because !== null || kind === null) throw new FileRefusedError(because ?? 'otherKind')
  const vault = await loadVault()
  const plain = withoutPositions(new Uint8Array(await file.arrayBuffer()), kind)
  const { identity, recipient } = await vault.makeIdentity()
  const sealed = await vault.sealBytes(plain, [recipient])
  // Made here; the brand is for what comes over the wire.
  const blobId = v7() as PartId
  const facts = { blobId, bytes: sealed.length, sha256: vault.sha256OfBytes(sealed) }
  await bringWhole(sealed, facts, sending)
  const name = cleanFileName(file.name) || kind
  const letter: SealedFile = {
    ...{ format: 1, blobId, name, kind, bytes: plain.length, identity, sha256: facts.sha256, note: '' },
  }
  const claim = { clinicId, linkId, kind: 'file.sent', id: blobId } as const
  const letterSealed = await vault.sealLetter(session.keyring, claim, letter)
  const { receivedAt } = await overCuts(sending, () => client.files.send({ clinicId, linkId, blobId, ...letterSealed }))
  return { name, at: receivedAt }
}

type Facts = { readonly blobId: PartId; readonly bytes: number; readonly sha256: string }

async function bringWhole(sealed: Uint8Array, facts: Facts, sending: Sending): Promise<void> {
  const { portal, linkId, signal, onProgress } = sending
  const { client, clinicId } = portal
  await overCuts(sending, async () => {
    const { stored } = await client.files.begin({ clinicId, linkId, ...facts })
    onProgress(stored / facts.bytes, false)
    if (stored === facts.bytes) return
    await putBytes(`/api/portal/blob/${clinicId}/${facts.blobId}`, sealed.subarray(stored), stored, signal, (sent) =>
      onProgress((stored + sent) / facts.bytes, false),
    )
  })
}

/** Tried again for as long as there is no line. */
async function overCuts<T>({ signal, onProgress }: Sending, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof OfflineError) && !(error instanceof ForeignAnswerError)) throw error
      onProgress(Number.NaN, true)
      await pause(WAITS_MILLISECONDS[attempt] ?? 10_000, signal)
    }
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    window.addEventListener('online', done)
    signal.addEventListener('abort', done)
  })
}
