import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { loadChangePages } from '../loadVault.ts'
import { goTo, pathOf } from '../navigation.ts'
import { usePortal, type OpenSession } from '../portal.ts'
import { goToStep, useStep } from '../steps.ts'
import { Button, Notice } from '../views/controls.tsx'
import type { HomeModel } from '../views/homeModel.ts'
import { PageHeading } from '../views/PageHeading.tsx'
import { VisitView } from '../views/RecordViews.tsx'
import type { ListedVisit } from '../views/visitList.ts'
import { VisitsView } from '../views/VisitsView.tsx'
import { words } from '../words/words.ts'
import { LookingPage } from './LookingPage.tsx'
import { Page } from './Page.tsx'
import { Places } from './Places.tsx'
import type { Booked } from './useBooked.ts'

const ChangePages = lazy(() => loadChangePages().then((module) => ({ default: module.ChangePages })))

type VisitsPagesProps = {
  /** Null for the list. */
  readonly visitId: string | null
  readonly linkId: string
  readonly session: OpenSession
  /** Null while the clinic has published nothing for this link. */
  readonly model: HomeModel | null
  readonly toCome: readonly ListedVisit[]
  readonly booked: Booked
  readonly now: string
  readonly foot: string
}

/** One person's visits (R6.3): by the clinic's word, and what was booked online and the clinic has yet to see. */
export function VisitsPages({ visitId, session, ...props }: VisitsPagesProps): ReactNode {
  const { linkId, model, toCome, booked, now, foot } = props
  const { clinicId, profile, notice } = usePortal()
  const { name } = useStep()
  const { timeZone, addressLine, phone } = profile
  const past = model?.pastVisits ?? []
  const visit = [...toCome, ...past].find(({ id }) => id === visitId) ?? null
  const list = pathOf(clinicId, linkId, { page: 'visits' })
  const frame = {
    foot,
    linkId,
    person: model?.fullName ?? null,
    whose: model?.name,
    bar: <Places current="visits" toDo={model?.forms.length ?? 0} linkId={linkId} />,
  }
  if (visitId === null) {
    return (
      <Page title={words.visits.title} {...frame}>
        {notice && <Notice tone="good">{notice}</Notice>}
        <VisitsView
          {...{ timeZone, now, toCome, past }}
          onOpen={(id) => goTo(pathOf(clinicId, linkId, { page: 'visit', id }))}
          onBook={booked.sale && (() => goTo(pathOf(clinicId, linkId, { page: 'book' })))}
        />
      </Page>
    )
  }
  if (!visit) return <GonePage {...frame} list={list} />
  const listed = toCome.find(({ id }) => id === visitId) ?? null
  const mine = booked.visits.find(({ appointmentId }) => appointmentId === visitId)
  const until = listed?.changeableUntil ?? null
  const canChange = mine && until !== null && until > now
  if (canChange && (name === 'move' || name === 'cancel')) {
    return (
      <Suspense fallback={<LookingPage />}>
        <ChangePages act={name} visit={mine} sale={booked.sale} session={session} refresh={booked.refresh} />
      </Suspense>
    )
  }
  return (
    <Page title={words.visit.kicker} {...frame} backTo={list}>
      {notice && <Notice tone="good">{notice}</Notice>}
      <VisitView
        {...{ visit, addressLine, phone, timeZone, now }}
        standing={listed?.standing ?? null}
        change={canChange ? { until, onMove: () => goToStep('move'), onCancel: () => goToStep('cancel') } : null}
      />
    </Page>
  )
}

type GonePageProps = { readonly foot: string; readonly linkId: string; readonly list: string }

function GonePage({ list, ...frame }: GonePageProps): ReactNode {
  const { setNotice } = usePortal()
  useEffect(() => () => setNotice(null), [setNotice])
  return (
    <Page title={words.gone.heading} {...frame} backTo={list}>
      <PageHeading>{words.gone.heading}</PageHeading>
      <p className="pt-lead">{words.gone.text}</p>
      <div className="pt-actions">
        <Button onClick={() => goTo(list, 'replace')}>{words.visits.title}</Button>
      </div>
    </Page>
  )
}
