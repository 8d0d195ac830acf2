import { Button } from '@mantine/core'
import { IconArrowBackUp, IconPencil, IconShare2 } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeskDocument, DocumentHolder } from '../../../shared/contract/desk/documents.ts'
import { ConfirmModal } from '../../components/ConfirmModal.tsx'
import { FilePreview } from '../../components/files/FilePreview.tsx'
import { notifyDone } from '../../components/notify.ts'
import { Pill } from '../../components/Pill.tsx'
import { useAct } from '../../components/useAct.ts'
import { shortDateTime } from '../../format/moments.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import styles from './documents.module.css'
import { RenameModal } from './RenameModal.tsx'
import { ShareModal } from './ShareModal.tsx'

/** One document: what it is, who sees it and who opened it, and the acts on it. */
export function DocumentCard(props: {
  readonly document: DeskDocument
  readonly holders: readonly DocumentHolder[]
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
}) {
  const { document, isOpen } = props
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const timeZone = useTimeZone()
  const now = useNow()
  const [asking, setAsking] = useState<'share' | 'rename' | 'recall' | null>(null)
  const t = words.documents
  const recall = useAct(
    () =>
      client.documents
        .recall({ id: document.id })
        .finally(() => void queryClient.invalidateQueries({ queryKey: api.documents.key() })),
    { onDone: () => notifyDone(t.recalled) },
  )
  const addedAt = shortDateTime(document.addedAt, timeZone, now)
  const isShared = document.isSharedWithAll || document.seenBy.length > 0
  const icon = { size: 16, stroke: 1.75, 'aria-hidden': 'true' } as const
  return (
    <article className={styles['card']}>
      <div className={styles['row']}>
        <button
          type="button"
          className={styles['title']}
          aria-expanded={isOpen}
          aria-label={t.open(document.title)}
          onClick={() => props.onOpen(!isOpen)}
        >
          <span dir="auto">{document.title}</span>
        </button>
        <Standing document={document} />
        <span className={styles['acts']}>
          <Button
            size="xs"
            variant={isShared ? 'default' : 'filled'}
            leftSection={<IconShare2 {...icon} />}
            onClick={() => setAsking('share')}
          >
            {isShared ? t.changeShare : t.share}
          </Button>
          {isShared ? (
            <Button size="xs" leftSection={<IconArrowBackUp {...icon} />} onClick={() => setAsking('recall')}>
              {t.recall}
            </Button>
          ) : null}
          <Button size="xs" leftSection={<IconPencil {...icon} />} onClick={() => setAsking('rename')}>
            {t.rename}
          </Button>
        </span>
      </div>
      <p className={styles['facts']}>
        {t.facts(t.kinds[document.kind], formats.bytes(document.bytes))}
        {' · '}
        <span dir="auto">
          {document.sentBy === null
            ? t.addedBy(document.addedBy, addedAt)
            : t.sentBy(document.sentBy, document.addedBy, addedAt)}
        </span>
      </p>
      <Seen document={document} />
      {isOpen ? (
        <FilePreview
          key={document.fileId}
          fileId={document.fileId}
          name={document.title}
          kind={document.kind}
          read={(signal) => client.documents.read({ id: document.id }, { signal })}
        />
      ) : null}
      {asking === 'share' ? (
        <ShareModal document={document} holders={props.holders} onClose={() => setAsking(null)} />
      ) : null}
      {asking === 'rename' ? <RenameModal document={document} onClose={() => setAsking(null)} /> : null}
      {asking === 'recall' ? (
        <ConfirmModal
          title={t.recallTitle}
          text={t.recallText}
          confirm={t.recall}
          onConfirm={() => recall.run(undefined)}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </article>
  )
}

function Standing({ document }: { readonly document: DeskDocument }) {
  const timeZone = useTimeZone()
  const now = useNow()
  const t = words.documents.standing
  if (document.recalledAt !== null) {
    return <Pill tone="warn">{t.recalledAt(shortDateTime(document.recalledAt, timeZone, now))}</Pill>
  }
  const { isSharedWithAll, seenBy, isOnItsWay } = document
  if (!isSharedWithAll && seenBy.length === 0) return <Pill tone="plain">{t.notShared}</Pill>
  return (
    <>
      <Pill tone="good">{isSharedWithAll ? t.sharedWithAll : t.shared(seenBy.length)}</Pill>
      {isOnItsWay ? <Pill tone="info">{t.onItsWay}</Pill> : null}
    </>
  )
}

/** R8.2: "never opened", or "opened at 14:03". */
function Seen({ document }: { readonly document: DeskDocument }) {
  const timeZone = useTimeZone()
  const now = useNow()
  const at = (instant: DeskDocument['addedAt']) => shortDateTime(instant, timeZone, now)
  const t = words.documents.seen
  const { seenBy, openedBefore, isSharedWithAll } = document
  if (seenBy.length === 0 && openedBefore.length === 0) {
    return isSharedWithAll ? <p className={styles['facts']}>{t.nobodyYet}</p> : null
  }
  return (
    <ul className={styles['seen']}>
      {seenBy.map(({ linkId, email, openedAt }) => (
        <li key={linkId} data-opened={openedAt !== null || undefined}>
          {openedAt === null ? t.neverOpened(email) : t.openedAt(email, at(openedAt))}
        </li>
      ))}
      {openedBefore.map(({ email, openedAt }) => (
        <li key={email} data-opened>
          {t.openedBefore(email, at(openedAt))}
        </li>
      ))}
    </ul>
  )
}
