import type { ReactNode } from 'react'
import { goTo, pathOf } from '../../navigation.ts'
import { usePortal } from '../../portal.ts'
import { PageHeading } from '../../views/PageHeading.tsx'
import { messageWords } from '../../words/messageWords.ts'
import { Page } from '../Page.tsx'
import type { MessagePagesProps } from './MessagePages.tsx'
import { WriteForm } from './WriteForm.tsx'

/** The first message of a thread. */
export function NewMessage(props: MessagePagesProps): ReactNode {
  const { linkId, model } = props
  const { clinicId, setNotice } = usePortal()
  const t = messageWords
  return (
    <Page
      title={t.newTitle}
      foot={t.foot}
      person={model.fullName}
      whose={model.name}
      linkId={linkId}
      backTo={pathOf(clinicId, linkId, { page: 'messages' })}
    >
      <PageHeading>{t.newHeading}</PageHeading>
      <WriteForm
        {...props}
        thread={null}
        onSent={(id) => {
          setNotice(model.level === 'limited' ? t.sentLimited : t.sent)
          goTo(pathOf(clinicId, linkId, { page: 'thread', id }), 'replace')
        }}
      />
    </Page>
  )
}
