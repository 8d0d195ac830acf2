import { useEffect, useEffectEvent, useState } from 'react'
import type { FileKind } from '../../../shared/domain/fileKinds.ts'
import type { PreviewAnswer, PreviewAsked } from './previewMessages.ts'

/** A file's bytes as the desk gives them, in base64. */
export type Pieces = (signal: AbortSignal) => Promise<AsyncIterable<{ readonly piece: string }>>

export type PageDrawn = { readonly page: number; readonly url: string; readonly width: number; readonly height: number }
export type Preview = {
  readonly state: 'reading' | 'shown' | 'unreadable' | 'failed'
  readonly pages: readonly PageDrawn[]
  /** Of all; null until it is known. */
  readonly count: number | null
  readonly error: unknown
}

const READING: Preview = { state: 'reading', pages: [], count: null, error: null }
/** A file that keeps its thread busy for longer is made to. */
const PATIENCE_MILLISECONDS = 60_000

/** Draws a file in a thread of its own; another file is another component. */
export function usePreview(fileId: string, kind: FileKind, read: Pieces): Preview {
  const [preview, setPreview] = useState<Preview>(READING)
  // However it is read, it is the same file.
  const readNow = useEffectEvent(read)
  useEffect(() => {
    const closing = new AbortController()
    const urls: string[] = []
    let worker: Worker | null = null
    let timer: number | undefined
    const heed = (answer: PreviewAnswer): void => {
      if (closing.signal.aborted) return
      if ('isUnreadable' in answer) setPreview((before) => ({ ...before, state: 'unreadable' }))
      else if ('pages' in answer) {
        window.clearTimeout(timer)
        setPreview((before) => ({ ...before, state: 'shown', count: answer.pages }))
      } else {
        const url = URL.createObjectURL(answer.picture)
        urls.push(url)
        const { page, width, height } = answer
        setPreview((before) => ({ ...before, pages: [...before.pages, { page, url, width, height }] }))
      }
    }
    const draw = async (): Promise<void> => {
      const bytes = await collect(await readNow(closing.signal))
      if (closing.signal.aborted) return
      worker = new Worker(new URL('./previewWorker.ts', import.meta.url), { type: 'module' })
      worker.onmessage = ({ data }: MessageEvent<PreviewAnswer>) => heed(data)
      worker.onerror = () => heed({ isUnreadable: true })
      const giveUp = (): void => {
        worker?.terminate()
        heed({ isUnreadable: true })
      }
      timer = window.setTimeout(giveUp, PATIENCE_MILLISECONDS)
      const asked: PreviewAsked = { bytes, kind }
      worker.postMessage(asked, [bytes])
    }
    draw().catch((error: unknown) => {
      if (!closing.signal.aborted) setPreview({ ...READING, state: 'failed', error })
    })
    return () => {
      closing.abort()
      window.clearTimeout(timer)
      worker?.terminate()
      for (const url of urls) URL.revokeObjectURL(url)
    }
  }, [fileId, kind])
  return preview
}

async function collect(pieces: AsyncIterable<{ readonly piece: string }>): Promise<ArrayBuffer> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  for await (const { piece } of pieces) parts.push(fromBase64(piece))
  return new Blob(parts).arrayBuffer()
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
