import { useEffect, useState, type ReactNode } from 'react'
import { v7 } from 'uuid'
import { fileNameFor } from '../../../shared/domain/fileKinds.ts'
import type { EventId, LinkId } from '../../../shared/domain/ids.ts'
import type { IndexItem, RecordIndex } from '../../../shared/domain/recordIndex.ts'
import type { SealedOpening } from '../../../shared/domain/sealedLetters.ts'
import { cleanFileName } from '../../../shared/domain/fileNames.ts'
import { FileGoneError, openFile } from '../../files/openFile.ts'
import { loadVault } from '../../loadVault.ts'
import { usePortal, type OpenSession } from '../../portal.ts'
import { troubleOf, troubleText } from '../../trouble.ts'
import { Button, Notice } from '../../views/controls.tsx'
import { fileWords } from '../../words/fileWords.ts'
import { formats } from '../../words/words.ts'
import { SendFile, type SentHere } from './SendFile.tsx'

export { speakOfFiles } from '../../words/fileWords.ts'

export type FilesProps = {
  readonly session: OpenSession
  readonly linkId: LinkId
  readonly index: RecordIndex
  readonly now: string
  readonly refresh: () => Promise<unknown>
}
type Document = Extract<IndexItem, { kind: 'document' }>
type Upload = Extract<IndexItem, { kind: 'upload' }>

/** R8.2: what the clinic shared, one by one, and what it took back. */
export function Documents({ session, linkId, index, now, refresh }: FilesProps): ReactNode {
  const { timeZone } = index.clinic
  const day = (at: string) => formats.dayMonth(at, timeZone, now)
  const documents = index.items.flatMap((item) => (item.kind === 'document' ? [item] : []))
  const back = index.items.flatMap((item) => (item.kind === 'takenBack' ? [item.document] : []))
  const t = fileWords
  return (
    <section>
      <h2>{t.documents}</h2>
      {documents.length + back.length === 0 && <p className="pt-quiet">{t.noDocuments}</p>}
      <ul className="pt-rows">
        {documents.map((item) => (
          <DocumentRow key={item.part.id} {...{ item, session, linkId, refresh }} day={day(item.document.sharedAt)} />
        ))}
        {back.map(({ id, sharedAt, takenBackAt }) => (
          <li key={id} className="pt-file">
            <p className="pt-strong">{t.takenBack}</p>
            <p className="pt-quiet">{t.takenBackOn(day(sharedAt), day(takenBackAt))}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

type DocumentRowProps = Pick<FilesProps, 'session' | 'linkId' | 'refresh'> & {
  readonly item: Document
  readonly day: string
}

function DocumentRow({ item, session, linkId, refresh, day }: DocumentRowProps): ReactNode {
  const { client, clinicId } = usePortal()
  const { document, part } = item
  const t = fileWords
  const tell = async (): Promise<void> => {
    const vault = await loadVault()
    // Made here; the brand is for what comes over the wire.
    const openingId = v7() as EventId
    const opening: SealedOpening = { format: 1, documentId: document.id }
    const claim = { clinicId, linkId, kind: 'document.opened', id: openingId } as const
    const sealed = await vault.sealLetter(session.keyring, claim, opening)
    await client.files.opened({ clinicId, linkId, openingId, ...sealed })
  }
  return (
    <FileRow
      title={document.title}
      detail={t.sharedOn(day, t.kinds[document.kind], formats.bytes(document.bytes))}
      file={{ kind: document.kind, bytes: document.bytes, part }}
      linkId={linkId}
      // That the clinic hears of it is its own affair: the document is open all the same.
      onOpened={() => void tell().catch(() => undefined)}
      onGone={() => void refresh()}
    />
  )
}

/** R8.3: what one sent oneself, and the way to send more. */
export function OwnFiles({ session, linkId, index, now, refresh }: FilesProps): ReactNode {
  const [sentHere, setSentHere] = useState<readonly SentHere[]>([])
  const { timeZone } = index.clinic
  const uploads = index.items.flatMap((item) => (item.kind === 'upload' ? [item] : []))
  const waiting = sentHere.filter(
    ({ name, at }) => !uploads.some(({ upload }) => upload.name === name && upload.sentAt >= at),
  )
  const t = fileWords
  return (
    <section>
      <h2>{t.yours}</h2>
      <SendFile
        {...{ session, linkId }}
        onSent={(sent) => {
          setSentHere((before) => [sent, ...before])
          void refresh()
        }}
      />
      {uploads.length + waiting.length === 0 && <p className="pt-quiet">{t.noFiles}</p>}
      <ul className="pt-rows">
        {waiting.map(({ name, at }) => (
          <li key={`${at} ${name}`} className="pt-file">
            <p className="pt-strong" dir="auto">
              {name}
            </p>
            <p className="pt-quiet">{t.onItsWay(formats.dayMonth(at, timeZone, now))}</p>
          </li>
        ))}
        {uploads.map((item) => (
          <UploadRow
            key={item.upload.fileId}
            item={item}
            linkId={linkId}
            day={formats.dayMonth(item.upload.sentAt, timeZone, now)}
          />
        ))}
      </ul>
    </section>
  )
}

function UploadRow({ item, linkId, day }: { item: Upload; linkId: LinkId; day: string }): ReactNode {
  const { upload, part } = item
  const t = fileWords
  const detail = t.sentOn(day, t.kinds[upload.kind], formats.bytes(upload.bytes))
  if (part && upload.state !== 'refused') {
    const file = { kind: upload.kind, bytes: upload.bytes, part }
    return <FileRow title={upload.name} detail={detail} file={file} linkId={linkId} />
  }
  return (
    <li className="pt-file">
      <p className="pt-strong" dir="auto">
        {upload.name}
      </p>
      <p className="pt-quiet">{upload.state === 'refused' ? t.refusedByClinic : detail}</p>
    </li>
  )
}

type FileRowProps = {
  readonly title: string
  readonly detail: string
  readonly file: Parameters<typeof openFile>[2]
  readonly linkId: LinkId
  readonly onOpened?: () => void
  readonly onGone?: () => void
}

/** Opened in the browser when somebody asks for it: a picture is shown, and each can be kept. */
function FileRow({ title, detail, file, linkId, onOpened, onGone }: FileRowProps): ReactNode {
  const { clinicId } = usePortal()
  const [url, setUrl] = useState<string | null>(null)
  const [isOpening, setOpening] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url])
  const t = fileWords
  const open = async (): Promise<void> => {
    setOpening(true)
    setTrouble(null)
    try {
      setUrl(URL.createObjectURL(await openFile(clinicId, linkId, file)))
      onOpened?.()
    } catch (error) {
      const isForged = error instanceof Error && error.name === 'EnvelopeError'
      if (error instanceof FileGoneError) onGone?.()
      setTrouble(error instanceof FileGoneError ? t.gone : isForged ? t.notTheirs : troubleText(troubleOf(error)))
    } finally {
      setOpening(false)
    }
  }
  const isPicture = file.kind === 'jpeg' || file.kind === 'png'
  return (
    <li className="pt-file">
      <p className="pt-strong" dir="auto">
        {title}
      </p>
      <p className="pt-quiet">{detail}</p>
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      {url === null ? (
        <Button kind="quiet" label={t.open(title)} isBusy={isOpening} busyText={t.opening} onClick={() => void open()}>
          {t.open(title)}
        </Button>
      ) : (
        <>
          {isPicture && <img className="pt-file-picture" src={url} alt={title} />}
          <div className="pt-actions">
            <a className="pt-button pt-button-quiet" href={url} download={fileNameFor(cleanFileName(title), file.kind)}>
              {t.save(title)}
            </a>
            <Button kind="quiet" onClick={() => setUrl(null)}>
              {t.close}
            </Button>
          </div>
        </>
      )}
    </li>
  )
}
