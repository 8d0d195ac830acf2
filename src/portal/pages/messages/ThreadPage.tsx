import { useEffect, type ReactNode } from 'react'
import { threadsOf } from '../../../shared/domain/messages.ts'
import { goTo, pathOf } from '../../navigation.ts'
import { usePortal } from '../../portal.ts'
import { noteRead } from '../../tab.ts'
import { troubleText } from '../../trouble.ts'
import { Button, Notice } from '../../views/controls.tsx'
import { ThreadView } from '../../views/messages/ThreadView.tsx'
import { PageHeading } from '../../views/PageHeading.tsx'
import { messageWords } from '../../words/messageWords.ts'
import { words } from '../../words/words.ts'
import { Page } from '../Page.tsx'
import { Places } from '../Places.tsx'
import type { MessagePagesProps } from './MessagePages.tsx'
import { WriteForm } from './WriteForm.tsx'

/** One thread, and one's answer below it; seen, it is read. */
export function ThreadPage(props: MessagePagesProps & { readonly threadId: string }): ReactNode {
  const { threadId, linkId, model, messages, now, foot } = props
  const { clinicId, profile, notice, setNotice } = usePortal()
  const { store, trouble, countAgain } = messages
  const thread = threadsOf(store?.messages ?? []).find(({ id }) => id === threadId)
  const newest = thread?.messages.at(-1)?.at ?? null
  useEffect(() => {
    if (newest === null) return
    noteRead(linkId, threadId, newest)
    countAgain()
  }, [linkId, threadId, newest, countAgain])
  const t = messageWords
  const all = pathOf(clinicId, linkId, { page: 'messages' })
  const title = thread ? (thread.subject ?? t.fromClinic) : store ? t.gone : t.title
  return (
    <Page
      title={t.title}
      foot={foot}
      person={model.fullName}
      whose={model.name}
      linkId={linkId}
      backTo={all}
      bar={<Places current="messages" toDo={model.forms.length} linkId={linkId} />}
    >
      <PageHeading>
        <span dir="auto">{title}</span>
      </PageHeading>
      {notice && <Notice tone="good">{notice}</Notice>}
      {trouble && <Notice tone="bad">{troubleText(trouble)}</Notice>}
      {!store && !trouble && (
        <p className="pt-lead" role="status">
          {words.loading}
        </p>
      )}
      {store && !thread && (
        <>
          <p className="pt-lead">{t.goneText}</p>
          <div className="pt-actions">
            <Button onClick={() => goTo(all, 'replace')}>{t.all}</Button>
          </div>
        </>
      )}
      {thread && (
        <>
          <ThreadView messages={thread.messages} timeZone={profile.timeZone} now={now} />
          <WriteForm
            {...props}
            thread={thread}
            onSent={() => setNotice(model.level === 'limited' ? t.sentLimited : t.sent)}
          />
        </>
      )}
    </Page>
  )
}
