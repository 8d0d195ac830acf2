import { lazy, Suspense, type ReactNode } from 'react'
import type { LinkId } from '../../shared/domain/ids.ts'
import type { RecordIndex } from '../../shared/domain/recordIndex.ts'
import { loadFilePages } from '../loadVault.ts'
import { goTo, pathOf } from '../navigation.ts'
import { usePortal, type OpenSession } from '../portal.ts'
import type { HomeModel } from '../views/homeModel.ts'
import { PlanRows } from '../views/HomeView.tsx'
import { PageHeading } from '../views/PageHeading.tsx'
import { SubmissionRows } from '../views/RecordViews.tsx'
import { words } from '../words/words.ts'
import { Page } from './Page.tsx'
import { Places } from './Places.tsx'

const Documents = lazy(() => loadFilePages().then((module) => ({ default: module.Documents })))
const OwnFiles = lazy(() => loadFilePages().then((module) => ({ default: module.OwnFiles })))

type RecordsPageProps = {
  readonly linkId: LinkId
  readonly session: OpenSession
  readonly index: RecordIndex
  readonly refresh: () => Promise<unknown>
  readonly model: HomeModel
  readonly now: string
  readonly foot: string
}

/** What the clinic shares, and what one sent oneself. */
export function RecordsPage({ linkId, session, index, refresh, model, now, foot }: RecordsPageProps): ReactNode {
  const { clinicId, profile } = usePortal()
  const { timeZone } = profile
  const files = { session, linkId, index, now, refresh }
  const open = (page: 'plan' | 'submission') => (id: string) => goTo(pathOf(clinicId, linkId, { page, id }))
  return (
    <Page
      title={words.records.title}
      foot={foot}
      person={model.fullName}
      whose={model.name}
      linkId={linkId}
      bar={<Places current="records" toDo={model.forms.length} linkId={linkId} />}
    >
      <PageHeading>{words.records.title}</PageHeading>
      <section>
        <h2>{words.records.plans}</h2>
        {model.plans.length === 0 && <p className="pt-quiet">{words.home.nothingShared}</p>}
        <ul className="pt-rows">
          <PlanRows {...{ model, timeZone, now }} onOpen={open('plan')} />
        </ul>
      </section>
      <Suspense fallback={null}>
        <Documents key={linkId} {...files} />
        <OwnFiles key={`own ${linkId}`} {...files} />
      </Suspense>
      <section>
        <h2>{words.records.sent}</h2>
        {model.submissions.length === 0 && <p className="pt-quiet">{words.sent.none}</p>}
        <SubmissionRows submissions={model.submissions} {...{ timeZone, now }} onOpen={open('submission')} />
      </section>
    </Page>
  )
}
