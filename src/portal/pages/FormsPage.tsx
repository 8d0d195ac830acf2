import type { ReactNode } from 'react'
import { goTo, pathOf } from '../navigation.ts'
import { usePortal } from '../portal.ts'
import type { HomeModel } from '../views/homeModel.ts'
import { SentRows, ToDoRows } from '../views/HomeView.tsx'
import { PageHeading } from '../views/PageHeading.tsx'
import { words } from '../words/words.ts'
import { Page } from './Page.tsx'
import { Places } from './Places.tsx'

type FormsPageProps = {
  readonly linkId: string
  readonly model: HomeModel
  readonly now: string
  readonly foot: string
}

/** Forms that wait, and what was sent. */
export function FormsPage({ linkId, model, now, foot }: FormsPageProps): ReactNode {
  const { clinicId, profile } = usePortal()
  const { timeZone } = profile
  const open = (target: Parameters<typeof pathOf>[2]) => () => goTo(pathOf(clinicId, linkId, target))
  const isEmpty = model.forms.length === 0
  return (
    <Page
      title={words.forms.title}
      foot={foot}
      person={model.fullName}
      whose={model.name}
      linkId={linkId}
      bar={<Places current="forms" toDo={model.forms.length} linkId={linkId} />}
    >
      <PageHeading>{words.bar.forms}</PageHeading>
      <section>
        <h2>{isEmpty ? words.home.nothingToDo : words.home.toDo(model.forms.length)}</h2>
        {isEmpty && <p className="pt-quiet">{words.home.nothingToDoText}</p>}
        <ToDoRows {...{ model, timeZone, now }} onOpen={(id) => open({ page: 'form', id })()} />
      </section>
      {(model.sentForms.length > 0 || model.submissions.length > 0) && (
        <section>
          <h2>{words.home.sent}</h2>
          <ul className="pt-rows">
            <SentRows
              {...{ model, timeZone, now }}
              onOpenForm={(id) => open({ page: 'form', id })()}
              onOpenSent={open({ page: 'sent' })}
            />
          </ul>
        </section>
      )}
    </Page>
  )
}
