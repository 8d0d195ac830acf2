import { lazy, Suspense, useEffect } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { SkeletonRows } from '../../components/ListStates.tsx'
import { PageBoundary } from '../../components/PageBoundary.tsx'
import { OpenPortalHelp } from '../../portalHelp/OpenPortalHelp.tsx'
import { useMay } from '../../state/useMay.ts'
import { useSession } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import { PatientFormModal } from '../patients/PatientFormModal.tsx'
import { Commands } from './Commands.tsx'
import { PageMissing } from './PageMissing.tsx'
import { useHasMyDay } from './places.ts'
import { Rail } from './Rail.tsx'
import styles from './shell.module.css'

const pages = {
  myDay: () => import('../myDay/MyDayPage.tsx').then((it) => ({ default: it.MyDayPage })),
  today: () => import('../today/TodayPage.tsx').then((it) => ({ default: it.TodayPage })),
  calendar: () => import('../calendar/CalendarPage.tsx').then((it) => ({ default: it.CalendarPage })),
  patients: () => import('../patients/PatientsPage.tsx').then((it) => ({ default: it.PatientsPage })),
  imports: () => import('../patients/import/ImportPage.tsx').then((it) => ({ default: it.ImportPage })),
  smartForms: () => import('../smartForms/SmartFormsPage.tsx').then((it) => ({ default: it.SmartFormsPage })),
  inbox: () => import('../inbox/InboxPage.tsx').then((it) => ({ default: it.InboxPage })),
  outbox: () => import('../outbox/OutboxPage.tsx').then((it) => ({ default: it.OutboxPage })),
  account: () => import('../account/AccountPage.tsx').then((it) => ({ default: it.AccountPage })),
  settings: () => import('../settings/SettingsPage.tsx').then((it) => ({ default: it.SettingsPage })),
}

const MyDayPage = lazy(pages.myDay)
const TodayPage = lazy(pages.today)
const CalendarPage = lazy(pages.calendar)
const PatientsPage = lazy(pages.patients)
const ImportPage = lazy(pages.imports)
const SmartFormsPage = lazy(pages.smartForms)
const InboxPage = lazy(pages.inbox)
const OutboxPage = lazy(pages.outbox)
const AccountPage = lazy(pages.account)
const SettingsPage = lazy(pages.settings)

/** Once the first page stands, the others come too: opening one then waits for nothing, wire or no wire (R10.5). */
function useAllPages(): void {
  useEffect(() => {
    const handle = requestIdleCallback(() => {
      // One that does not come now is asked for again when it is opened.
      for (const load of Object.values(pages)) load().catch(() => undefined)
    })
    return () => cancelIdleCallback(handle)
  }, [])
}

/** The main window (R10.1): the rail at the left, one page at a time beside it. */
export function FrontDesk() {
  const [location, navigate] = useLocation()
  const isBeingSetUp = useSession().data?.isBeingSetUp
  const may = useMay()
  const hasMyDay = useHasMyDay()
  useAllPages()
  // R10.8: each start goes on with it until it is ended; the other pages open all the same.
  if (location === '/' && isBeingSetUp && may('setUp.end')) return <Redirect to="/set-up" replace />
  if (location === '/' && hasMyDay) return <Redirect to="/my-day" replace />
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
              <Route path="/today" component={TodayPage} />
              <Route path="/my-day/:on?">{(params) => <MyDayPage on={params.on ?? null} />}</Route>
              <Route path="/calendar/month/:on?">
                {(params) => <CalendarPage view="month" on={params.on ?? null} />}
              </Route>
              <Route path="/calendar/week/:on?">
                {(params) => <CalendarPage view="week" on={params.on ?? null} />}
              </Route>
              <Route path="/calendar/:on?">{(params) => <CalendarPage view="day" on={params.on ?? null} />}</Route>
              <Route path="/patients" component={PatientsPage} />
              <Route path="/patients/import" component={ImportPage} />
              <Route path="/smart-forms" component={SmartFormsPage} />
              <Route path="/inbox" component={InboxPage} />
              <Route path="/outbox" component={OutboxPage} />
              <Route path="/account" component={AccountPage} />
              <Route path="/settings/*?" component={SettingsPage} />
              <Route component={PageMissing} />
            </Switch>
          </Suspense>
        </PageBoundary>
      </main>
      <Commands />
      <PatientFormModal />
      <OpenPortalHelp patient={null} onCompare={(id) => navigate(`/inbox?item=${id}`)} />
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
