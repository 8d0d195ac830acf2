import type { ReactNode } from 'react'
import type { LinkId } from '../../../shared/domain/ids.ts'
import type { RecordIndex } from '../../../shared/domain/recordIndex.ts'
import { threadsOf } from '../../../shared/domain/messages.ts'
import { goTo, pathOf, type Place } from '../../navigation.ts'
import { usePortal, type OpenSession } from '../../portal.ts'
import { readUpTo } from '../../tab.ts'
import { troubleText } from '../../trouble.ts'
import { Button, Notice } from '../../views/controls.tsx'
import type { HomeModel } from '../../views/homeModel.ts'
import { ThreadRows } from '../../views/messages/ThreadRows.tsx'
import { PageHeading } from '../../views/PageHeading.tsx'
import { messageWords } from '../../words/messageWords.ts'
import { words } from '../../words/words.ts'
import { Page } from '../Page.tsx'
import { Places } from '../Places.tsx'
import type { Messages } from '../useMessages.ts'
import { NewMessage } from './NewMessage.tsx'
import { ThreadPage } from './ThreadPage.tsx'

export { speakOfMessages } from '../../words/messageWords.ts'
export * from './readMessages.ts'

export type MessagePagesProps = {
  readonly place: Place
  readonly session: OpenSession
  readonly linkId: LinkId
  readonly index: RecordIndex
  readonly model: HomeModel
  readonly messages: Messages
  readonly now: string
  readonly foot: string
}

/** R8.5: what one and the clinic wrote to each other, by subject. */
export function MessagePages(props: MessagePagesProps): ReactNode {
  const { place } = props
  if (place.page === 'writeMessage') return <NewMessage {...props} />
  if (place.page === 'thread') return <ThreadPage key={place.id} {...props} threadId={place.id} />
  return <ThreadsPage {...props} />
}

function ThreadsPage({ linkId, model, messages, now, foot }: MessagePagesProps): ReactNode {
  const { clinicId, profile } = usePortal()
  const { store, trouble } = messages
  const t = messageWords
  const threads = threadsOf(store?.messages ?? [])
  return (
    <Page
      title={t.title}
      foot={foot}
      person={model.fullName}
      whose={model.name}
      linkId={linkId}
      bar={<Places current="messages" toDo={model.forms.length} linkId={linkId} />}
    >
      <PageHeading>{t.title}</PageHeading>
      {trouble && <Notice tone="bad">{troubleText(trouble)}</Notice>}
      {store && store.forged > 0 && <Notice tone="warn">{t.notShown(store.forged)}</Notice>}
      {!store && !trouble && (
        <p className="pt-lead" role="status">
          {words.loading}
        </p>
      )}
      {store && threads.length === 0 && <p className="pt-quiet">{t.none}</p>}
      <ThreadRows
        threads={threads}
        timeZone={profile.timeZone}
        now={now}
        readUpTo={(threadId) => readUpTo(linkId, threadId)}
        onOpen={(id) => goTo(pathOf(clinicId, linkId, { page: 'thread', id }))}
      />
      <div className="pt-actions">
        {store?.hasOlder && (
          <Button kind="quiet" onClick={() => void messages.showOlder()}>
            {t.older}
          </Button>
        )}
        {trouble && !store && <Button onClick={() => void messages.refresh()}>{words.tryAgain}</Button>}
        <Button onClick={() => goTo(pathOf(clinicId, linkId, { page: 'writeMessage' }))}>{t.write}</Button>
      </div>
    </Page>
  )
}
