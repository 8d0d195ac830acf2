import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { Redirect, useLocation } from 'wouter'
import type { Settings } from '../../../shared/contract/desk/settings.ts'
import { ForRole } from '../../components/ForRole.tsx'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { useMay } from '../../state/useMay.ts'
import { words } from '../../words/words.ts'
import { PageMissing } from '../shell/PageMissing.tsx'
import { Appearance } from './Appearance.tsx'
import { ClinicFacts } from './clinic/ClinicFacts.tsx'
import { OutOfHoursForm } from './clinic/OutOfHoursForm.tsx'
import { Connection } from './Connection.tsx'
import { EmailPage } from './email/EmailPage.tsx'
import { HoursPage } from './hours/HoursPage.tsx'
import { OnlineBookingPage } from './online/OnlineBookingPage.tsx'
import { ServicesPage } from './services/ServicesPage.tsx'
import { SettingsNav } from './SettingsNav.tsx'
import { Security } from './security/Security.tsx'
import { settingsPageAt, type SettingsPageName } from './settingsPages.ts'
import { ShortAddress } from './ShortAddress.tsx'
import styles from './settings.module.css'
import { StaffPage } from './staff/StaffPage.tsx'

const AboutPage = lazy(() => import('./about/AboutPage.tsx').then(({ AboutPage: it }) => ({ default: it })))
const RecoveryPage = lazy(() => import('./recovery/RecoveryPage.tsx').then(({ RecoveryPage: it }) => ({ default: it })))

const AuditPage = lazy(() => import('./audit/AuditPage.tsx').then(({ AuditPage: it }) => ({ default: it })))
const ServerKnowsPage = lazy(() =>
  import('./server/ServerKnowsPage.tsx').then(({ ServerKnowsPage: it }) => ({ default: it })),
)

type PageProps = { readonly settings: Settings; readonly canChange: boolean }

const PAGES: Record<SettingsPageName, (props: PageProps) => ReactNode> = {
  clinic: (props) => (
    <>
      <ClinicFacts {...props} />
      <OutOfHoursForm {...props} />
      <ShortAddress {...props} />
    </>
  ),
  staff: () => <StaffPage />,
  services: ({ canChange }) => <ServicesPage home="/settings/services" canChange={canChange} />,
  hours: ({ canChange }) => <HoursPage home="/settings/hours" canChange={canChange} />,
  onlineBooking: ({ canChange }) => <OnlineBookingPage canChange={canChange} />,
  email: (props) => <EmailPage {...props} />,
  connection: ({ settings: { endpointUrl, portalUrl }, canChange }) => (
    <Connection endpointUrl={endpointUrl} portalUrl={portalUrl} canChange={canChange} />
  ),
  security: (props) => <Security {...props} />,
  recovery: () => <RecoveryPage />,
  audit: () => <AuditPage />,
  serverKnows: () => <ServerKnowsPage />,
  appearance: () => <Appearance />,
  about: () => <AboutPage />,
}

/** A list with what is chosen of it beside: these have the width of the page. */
const WHOLE: readonly SettingsPageName[] = ['staff', 'services', 'hours']

/** What this clinic and this computer are set to, a page each with its own address; the clinic's part is the admin's (R10.8). */
export function SettingsPage() {
  const [location] = useLocation()
  const settings = useQuery(useApi().settings.get.queryOptions())
  const may = useMay()
  const t = words.settings
  const here = settingsPageAt(location)
  const isHere = settings.data !== undefined
  useEffect(() => {
    // From Today to what it says something of.
    if (isHere) document.getElementById(window.location.hash.slice(1))?.focus()
  }, [isHere, here])
  if (location === '/settings') return <Redirect to="/settings/clinic" replace />
  if (!here) return <PageMissing />
  const page = PAGES[here.name]
  const canChange = here.changes === null || may(here.changes)
  return (
    <>
      <PageHeader title={t.title} subtitle={t.pages[here.name]} />
      <div className={styles['frame']}>
        <SettingsNav here={here} />
        <div className={styles['page']}>
          <ForRole procedure={here.shows}>
            {settings.isPending ? <SkeletonRows count={6} /> : null}
            {settings.isError ? (
              <ErrorState title={t.couldNotLoad} error={settings.error} onRetry={() => void settings.refetch()} />
            ) : null}
            {settings.data ? (
              <div className={styles[WHOLE.includes(here.name) ? 'whole' : 'panels']}>
                {canChange ? null : <p className={styles['adminOnly']}>{t.adminOnly}</p>}
                <Suspense fallback={<SkeletonRows count={6} />}>
                  {page({ settings: settings.data, canChange })}
                </Suspense>
              </div>
            ) : null}
          </ForRole>
        </div>
      </div>
    </>
  )
}
