import { lazy, Suspense } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { SkeletonRows } from '../../components/ListStates.tsx'
import { PageBoundary } from '../../components/PageBoundary.tsx'
import { words } from '../../words/index.ts'
import { PageMissing } from './PageMissing.tsx'
import { Rail } from './Rail.tsx'
import styles from './shell.module.css'

const TodayPage = lazy(() => import('../today/TodayPage.tsx').then((it) => ({ default: it.TodayPage })))
const CalendarPage = lazy(() => import('../calendar/CalendarPage.tsx').then((it) => ({ default: it.CalendarPage })))
const PatientsPage = lazy(() => import('../patients/PatientsPage.tsx').then((it) => ({ default: it.PatientsPage })))
const SmartFormsPage = lazy(() =>
  import('../smartForms/SmartFormsPage.tsx').then((it) => ({ default: it.SmartFormsPage })),
)
const InboxPage = lazy(() => import('../inbox/InboxPage.tsx').then((it) => ({ default: it.InboxPage })))
const OutboxPage = lazy(() => import('../outbox/OutboxPage.tsx').then((it) => ({ default: it.OutboxPage })))
const SettingsPage = lazy(() => import('../settings/SettingsPage.tsx').then((it) => ({ default: it.SettingsPage })))
const Commands = lazy(() => import('./Commands.tsx').then((it) => ({ default: it.Commands })))
const PatientFormModal = lazy(() =>
  import('../patients/PatientFormModal.tsx').then((it) => ({ default: it.PatientFormModal })),
)

/** The main window (R10.1): the rail at the left, one page at a time beside it. */
export function FrontDesk() {
  const [location] = useLocation()
  return (
    <div className={styles['frame']}>
      <a className={styles['skip']} href="#content">
        {words.shell.skipToContent}
      </a>
      <Rail />
      <main id="content" className={styles['page']} tabIndex={-1}>
        <PageBoundary place={location}>
          <Suspense fallback={<PageFallback />}>
            <Switch>
              <Route path="/" component={TodayPage} />
              <Route path="/calendar/:on?">{(params) => <CalendarPage on={params.on ?? null} />}</Route>
              <Route path="/patients" component={PatientsPage} />
              <Route path="/smart-forms" component={SmartFormsPage} />
              <Route path="/inbox" component={InboxPage} />
              <Route path="/outbox" component={OutboxPage} />
              <Route path="/settings" component={SettingsPage} />
              <Route component={PageMissing} />
            </Switch>
          </Suspense>
        </PageBoundary>
      </main>
      <Suspense fallback={null}>
        <Commands />
        <PatientFormModal />
      </Suspense>
    </div>
  )
}

function PageFallback() {
  return (
    <>
      <div className={styles['headerPlace']} />
      <SkeletonRows count={8} />
    </>
  )
}
