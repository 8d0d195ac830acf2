import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react'
import type { LinkId } from '../../shared/domain/ids.ts'
import type { RecordIndex } from '../../shared/domain/recordIndex.ts'
import { goTo, pathOf, type Place } from '../navigation.ts'
import type { OpenPart } from '../partOpener.ts'
import { usePortal, type OpenSession } from '../portal.ts'
import { Button } from '../views/controls.tsx'
import type { HomeModel } from '../views/homeModel.ts'
import { PageHeading } from '../views/PageHeading.tsx'
import { SentView, SubmissionView } from '../views/RecordViews.tsx'
import { sentAnswers } from '../views/sentAnswers.ts'
import { words } from '../words/words.ts'
import { Page } from './Page.tsx'
import { Places } from './Places.tsx'
import { isAskedFor } from '../askedFor.ts'
import { Part } from './Part.tsx'
import { TakenBack } from './TakenBack.tsx'
import type { Records } from './useRecords.ts'

/** The forms' half of the script is fetched when somebody opens a form. */
const FormPage = lazy(() => import('./FormPage.tsx').then((module) => ({ default: module.FormPage })))
/** So is what formats a plan. */
const PlanPage = lazy(() => import('./PlanPage.tsx').then((module) => ({ default: module.PlanPage })))

type HoldingPageProps = {
  readonly place: Place
  readonly session: OpenSession
  readonly linkId: LinkId
  readonly index: RecordIndex
  readonly openPart: OpenPart
  readonly refresh: Records['refresh']
  readonly model: HomeModel
  readonly now: string
  readonly foot: string
}

/** One thing of one patient: a plan, a visit, a form. */
export function HoldingPage(props: HoldingPageProps): ReactNode {
  const { place, session, linkId, index, openPart, refresh, model, now, foot } = props
  const { clinicId, profile } = usePortal()
  const id = 'id' in place ? place.id : null
  /** The form that was being filled in when the endpoint did not know it, and whose it is. */
  const [doubted, setDoubted] = useState<string | null>(null)
  const askClinic = useCallback(async () => {
    setDoubted(`${linkId} ${id}`)
    const holdings = await refresh()
    return isAskedFor(holdings, linkId, id)
  }, [linkId, id, refresh])
  const home = pathOf(clinicId, linkId, { page: 'home' })
  const timed = { timeZone: profile.timeZone, now }
  const page = (title: string, content: ReactNode, backTo = home) => (
    <Page
      title={title}
      foot={foot}
      person={model.fullName}
      whose={model.name}
      linkId={linkId}
      backTo={backTo}
      bar={<Places current="records" toDo={model.forms.length} linkId={linkId} />}
    >
      {content}
    </Page>
  )
  switch (place.page) {
    case 'plan': {
      const plan = model.plans.find(({ id }) => id === place.id)
      const ref = index.items.find((item) => item.kind === 'plan' && item.plan === plan)
      if (!plan || ref?.kind !== 'plan') break
      return page(
        words.plan.kicker,
        <Part key={ref.part.id} kind="plan" of={ref.part} linkId={linkId} title={plan.title} openPart={openPart}>
          {({ text }) => (
            <Suspense fallback={<p role="status">{words.loading}</p>}>
              <PlanPage {...timed} plan={plan} text={text} identity={session.keyring.identity} />
            </Suspense>
          )}
        </Part>,
      )
    }
    case 'sent': {
      const openOne = (id: string) => goTo(pathOf(clinicId, linkId, { page: 'submission', id }))
      const content = <SentView {...timed} submissions={model.submissions} onOpen={openOne} />
      return page(words.sent.heading, content)
    }
    case 'submission': {
      const submission = model.submissions.find(({ id }) => id === place.id)
      const ref = index.items.find((item) => item.kind === 'submission' && item.submission === submission)
      if (!submission || ref?.kind !== 'submission') break
      const { title } = submission
      const content = (
        <Part key={ref.part.id} kind="submission" of={ref.part} linkId={linkId} title={title} openPart={openPart}>
          {({ response }) => <SubmissionView {...timed} submission={submission} answers={sentAnswers(response)} />}
        </Part>
      )
      return page(words.sent.heading, content, pathOf(clinicId, linkId, { page: 'sent' }))
    }
    case 'home':
    case 'open':
    case 'code':
    case 'account':
    case 'password':
    case 'email':
    case 'sessions':
    case 'passkeys':
    case 'profile':
    case 'access':
    case 'remove':
    case 'forms':
    case 'nextForm':
    case 'records':
    case 'messages':
    case 'writeMessage':
    case 'thread':
    case 'visits':
    case 'visit':
    case 'book':
    case 'confirm':
    case 'come':
    case 'offer':
      break
    case 'form': {
      const form = index.items.find((item) => item.kind === 'form' && item.form.assignmentId === place.id)
      if (form?.kind !== 'form') {
        if (doubted === `${linkId} ${place.id}`) return page(words.form.takenBack, <TakenBack home={home} />)
        break
      }
      return (
        <Suspense fallback={page(words.product, <p role="status">{words.loading}</p>)}>
          <FormPage
            key={place.id}
            form={form.form}
            part={form.part}
            {...{ linkId, model, session, openPart, askClinic }}
          />
        </Suspense>
      )
    }
  }
  return page(
    words.gone.heading,
    <>
      <PageHeading>{words.gone.heading}</PageHeading>
      <p className="pt-lead">{words.gone.text}</p>
      <div className="pt-actions">
        <Button onClick={() => goTo(home, 'replace')}>{words.gone.home}</Button>
      </div>
    </>,
  )
}
