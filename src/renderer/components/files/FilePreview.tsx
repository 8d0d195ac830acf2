import { Skeleton } from '@mantine/core'
import { IconFileAlert } from '@tabler/icons-react'
import type { FileKind } from '../../../shared/domain/fileKinds.ts'
import { words } from '../../words/words.ts'
import { errorSentence } from '../errorSentence.ts'
import styles from './files.module.css'
import { usePreview, type Pieces } from './usePreview.ts'

/** R8.3: a file as pictures that were drawn apart, without scripts and network; nothing of the file itself is in the page. */
export function FilePreview(props: {
  readonly fileId: string
  readonly name: string
  readonly kind: FileKind
  readonly read: Pieces
}) {
  const { name } = props
  const preview = usePreview(props.fileId, props.kind, props.read)
  const t = words.documents.preview
  if (preview.state === 'failed' || (preview.state === 'unreadable' && preview.pages.length === 0)) {
    return (
      <div className={styles['unreadable']} role="alert">
        <IconFileAlert size={28} stroke={1.5} aria-hidden="true" />
        <p>{preview.state === 'failed' ? errorSentence(preview.error) : t.unreadable}</p>
      </div>
    )
  }
  const isCut = preview.count !== null && preview.count > preview.pages.length
  return (
    <div className={styles['preview']} tabIndex={0} role="region" aria-label={t.label(name)}>
      {preview.pages.map(({ page, url, width, height }) => (
        <img
          key={page}
          className={styles['page']}
          src={url}
          width={width}
          height={height}
          alt={props.kind === 'pdf' ? t.page(page, name) : name}
        />
      ))}
      {preview.state === 'reading' ? (
        <div role="status" aria-label={t.drawing}>
          <Skeleton height={preview.pages.length === 0 ? 240 : 24} />
        </div>
      ) : null}
      {isCut ? <p className={styles['more']}>{t.more(preview.pages.length, preview.count ?? 0)}</p> : null}
    </div>
  )
}
