import { Tabs, VisuallyHidden } from '@mantine/core'
import { isDefinedError, ORPCError } from '@orpc/client'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { PatientId } from '../../shared/domain/ids.ts'
import { useParam } from '../address/useParam.ts'
import { ForRole } from '../components/ForRole.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../components/ListStates.tsx'
import { onTurn, TAB_SHOWS, WorkspaceTab } from '../components/openWorkspace.ts'
import { fullName } from '../format/people.ts'
import { OpenPortalHelp } from '../portalHelp/OpenPortalHelp.tsx'
import { useDeskStore } from '../state/ClientProvider.tsx'
import { useMay } from '../state/useMay.ts'
import { words } from '../words/words.ts'
import { AccessTab } from './access/AccessTab.tsx'
import { AppointmentsTab } from './AppointmentsTab.tsx'
import { ChartPalette } from './ChartPalette.tsx'
import { DocumentsTab } from './documents/DocumentsTab.tsx'
import { FamilyTab } from './family/FamilyTab.tsx'
import { FormsTab } from './forms/FormsTab.tsx'
import { HistoryTab } from './HistoryTab.tsx'
import { MessagesTab } from './messages/MessagesTab.tsx'
import { OverviewTab } from './overview/OverviewTab.tsx'
import { PlansTab } from './plans/PlansTab.tsx'
import { SeeAsDrawer } from './seeAs/SeeAsDrawer.tsx'
import { useBookHere } from './useBookHere.ts'
import { useTabCounts } from './useTabCounts.ts'
import { useWorkspacePatient, type WorkspacePatient } from './useWorkspacePatient.ts'
import { WaitsFor } from './WaitsFor.tsx'
import styles from './workspace.module.css'
import { HeaderSkeleton, WorkspaceHeader } from './WorkspaceHeader.tsx'

const PatientFormModal = lazy(() =>
  import('../frontDesk/patients/PatientFormModal.tsx').then((it) => ({ default: it.PatientFormModal })),
)

const WaitingForm = lazy(() =>
  import('../frontDesk/waitingList/WaitingForm.tsx').then((it) => ({ default: it.WaitingForm })),
)

const BookingDrawer = lazy(() => import('./BookingDrawer.tsx').then((it) => ({ default: it.BookingDrawer })))

/** In the address: the first who holds anything. */
const FIRST = 'first'
/** In the address: the form of the waiting list is open. */
const ADD = 'add'

const TABS = WorkspaceTab.options

function tabFrom(text: string | null): WorkspaceTab {
  return TABS.find((tab) => tab === text) ?? 'overview'
}

/** The second kind of window (R10.2): one patient's chart. */
export function Workspace(props: { readonly patientId: string; readonly tab: string | null }) {
  // The address is what a person may type; the core parses it and answers NOT_FOUND or BAD_REQUEST.
  const patientId = props.patientId as PatientId
  const patient = useWorkspacePatient(patientId)
  if (patient.data) return <Chart patient={patient.data} tab={tabFrom(props.tab)} />
  if (patient.isPending) {
    return (
      <main className={styles['frame']} tabIndex={-1}>
        <HeaderSkeleton />
        <div className={styles['content']}>
          <SkeletonRows count={6} />
        </div>
      </main>
    )
  }
  const { error } = patient
  // An address that is cut short is no id: the core refuses it before the call, with a code that no contract declares.
  const isMissing =
    (isDefinedError(error) && error.code === 'NOT_FOUND') ||
    (error instanceof ORPCError && error.code === 'BAD_REQUEST')
  return (
    <main className={styles['frame']} tabIndex={-1}>
      <VisuallyHidden component="h1">
        {isMissing ? words.workspace.missing.title : words.workspace.couldNotLoad}
      </VisuallyHidden>
      {isMissing ? (
        <EmptyState title={words.workspace.missing.title} hint={words.workspace.missing.text} />
      ) : (
        <ErrorState title={words.workspace.couldNotLoad} error={error} onRetry={() => void patient.refetch()} />
      )}
    </main>
  )
}

function Chart(props: { readonly patient: WorkspacePatient; readonly tab: WorkspaceTab }) {
  const { patient, tab } = props
  const [, navigate] = useLocation()
  const [seeAs, setSeeAs] = useParam('see')
  const [waiting, setWaiting] = useParam('waiting')
  const setHelp = useDeskStore((desk) => desk.setHelp)
  const counts = useTabCounts(patient.id)
  const may = useMay()
  // One that was opened by its address says whose it is.
  const tabsShown = TABS.filter((each) => each === tab || may(TAB_SHOWS[each]))
  const out = { href: `/workspace/${patient.id}/overview`, label: words.roles.backToChart }
  const name = fullName(patient)
  useEffect(() => {
    document.title = words.common.pageTitle(name)
  }, [name])
  const tabs = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // In a narrow window the tabs go sideways.
    tabs.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [tab])
  const book = useBookHere(patient.id)
  const show = (next: string | null) => navigate(`/workspace/${patient.id}/${tabFrom(next)}`)
  useEffect(() => onTurn(patient.id, (next) => navigate(`/workspace/${patient.id}/${next}`)), [navigate, patient.id])

  return (
    <main className={styles['frame']} tabIndex={-1}>
      <ChartPalette
        patientId={patient.id}
        onShow={show}
        onBook={book}
        onWait={() => setWaiting(ADD)}
        onSeeAs={() => setSeeAs(FIRST)}
        onHelp={() => setHelp({ typed: '' })}
      />
      <Tabs
        value={tab}
        onChange={show}
        keepMounted={false}
        className={styles['tabsRoot'] ?? ''}
        classNames={{ list: styles['tabs'] ?? '', tab: styles['tab'] ?? '', panel: styles['panel'] ?? '' }}
      >
        <WorkspaceHeader patient={patient} onSeeAs={() => setSeeAs(FIRST)} onBook={book}>
          <Tabs.List ref={tabs} aria-label={words.workspace.tabsLabel}>
            {tabsShown.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {words.workspace.tabs[each]}
                {counts[each] ? <span className={styles['count']}>{counts[each]}</span> : null}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </WorkspaceHeader>
        <div className={styles['content']} tabIndex={0}>
          <Tabs.Panel value="overview">
            <OverviewTab patient={patient} onShow={show} />
          </Tabs.Panel>
          <Tabs.Panel value="appointments">
            <AppointmentsTab patientId={patient.id} patientName={fullName(patient)} hasEmail={patient.email !== null} />
            <WaitsFor patientId={patient.id} onAdd={() => setWaiting(ADD)} />
          </Tabs.Panel>
          <Tabs.Panel value="smart-forms">
            <FormsTab patient={patient} />
          </Tabs.Panel>
          <Tabs.Panel value="treatment-plans">
            <ForRole procedure={TAB_SHOWS['treatment-plans']} out={out}>
              <PlansTab patient={patient} />
            </ForRole>
          </Tabs.Panel>
          <Tabs.Panel value="messages">
            <MessagesTab patient={patient} />
          </Tabs.Panel>
          <Tabs.Panel value="documents">
            <ForRole procedure={TAB_SHOWS.documents} out={out}>
              <DocumentsTab patient={patient} />
            </ForRole>
          </Tabs.Panel>
          <Tabs.Panel value="access-code">
            <AccessTab patient={patient} onSeeAs={setSeeAs} />
          </Tabs.Panel>
          <Tabs.Panel value="family">
            <FamilyTab patient={patient} onSeeAs={setSeeAs} />
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <ForRole procedure={TAB_SHOWS.history} out={out}>
              <HistoryTab patientId={patient.id} />
            </ForRole>
          </Tabs.Panel>
        </div>
      </Tabs>
      {seeAs && may('access.seeAs') ? (
        <SeeAsDrawer patient={patient} linkId={seeAs === FIRST ? null : seeAs} onClose={() => setSeeAs(null)} />
      ) : null}
      <Suspense fallback={null}>
        <PatientFormModal />
        <OpenPortalHelp patient={patient} onCompare={null} />
        <BookingDrawer />
        {waiting === ADD ? <WaitingForm entry={null} patient={patient} onClose={() => setWaiting(null)} /> : null}
      </Suspense>
    </main>
  )
}
