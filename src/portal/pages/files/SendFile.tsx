import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import type { LinkId } from '../../../shared/domain/ids.ts'
import { FileRefusedError, sendFile } from '../../files/sendFile.ts'
import { usePortal, type OpenSession } from '../../portal.ts'
import { isCode, troubleOf, troubleText } from '../../trouble.ts'
import { Button, Notice } from '../../views/controls.tsx'
import { fileWords } from '../../words/fileWords.ts'
import { formats } from '../../words/words.ts'

export type SentHere = { readonly name: string; readonly at: string }

type Progress = { readonly name: string; readonly share: number | null; readonly isWaiting: boolean }

/** R8.3: one file at a time, with how far it is; it goes on by itself after a cut, and can be stopped. */
export function SendFile(props: {
  readonly session: OpenSession
  readonly linkId: LinkId
  readonly onSent: (sent: SentHere) => void
}): ReactNode {
  const { session, linkId, onSent } = props
  const portal = usePortal()
  const [progress, setProgress] = useState<Progress | null>(null)
  const [said, setSaid] = useState<{ readonly tone: 'good' | 'bad'; readonly text: string } | null>(null)
  const stopping = useRef<AbortController | null>(null)
  useEffect(() => () => stopping.current?.abort(), [])
  const id = useId()
  const t = fileWords

  const send = async (file: File): Promise<void> => {
    const stop = new AbortController()
    stopping.current = stop
    setSaid(null)
    setProgress({ name: file.name, share: null, isWaiting: false })
    const onProgress = (share: number, isWaiting: boolean) =>
      setProgress((before) => before && { ...before, share: Number.isNaN(share) ? before.share : share, isWaiting })
    try {
      const sent = await sendFile(file, { portal, session, linkId, signal: stop.signal, onProgress })
      setSaid({ tone: 'good', text: t.sent(sent.name) })
      onSent(sent)
    } catch (error) {
      if (stop.signal.aborted) return
      if (isCode(error, 'SIGNED_OUT')) portal.endSession()
      else if (error instanceof FileRefusedError) setSaid({ tone: 'bad', text: t.refused[error.because] })
      else setSaid({ tone: 'bad', text: troubleText(troubleOf(error)) })
    } finally {
      setProgress(null)
    }
  }

  const percent = progress?.share === null || !progress ? null : Math.floor(progress.share * 100)
  return (
    <div className="pt-send">
      {said && <Notice tone={said.tone}>{said.text}</Notice>}
      {progress ? (
        <div role="status">
          <p dir="auto">
            {percent === null ? t.preparing(progress.name) : t.sending(progress.name, formats.number(percent))}
          </p>
          <progress max={100} value={percent ?? undefined} aria-label={progress.name} />
          {progress.isWaiting && <p className="pt-quiet">{t.waiting}</p>}
          <Button kind="quiet" onClick={() => stopping.current?.abort()}>
            {t.stop}
          </Button>
        </div>
      ) : (
        <>
          <label className="pt-button pt-button-main" htmlFor={id}>
            {t.send}
          </label>
          <input
            id={id}
            className="pt-unseen pt-file-input"
            type="file"
            accept=".pdf,.jpg,.jpeg,.png,.heic,.heif,application/pdf,image/jpeg,image/png,image/heic"
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? []
              event.currentTarget.value = ''
              if (file) void send(file)
            }}
          />
          <p className="pt-hint" id={`${id}-hint`}>
            {t.sendHint}
          </p>
        </>
      )}
    </div>
  )
}
