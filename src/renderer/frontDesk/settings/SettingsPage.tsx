import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { Redirect, useLocation } from 'wouter'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import type { Settings } from '../../../shared/contract/desk/settings.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { useSession } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import { PageMissing } from '../shell/PageMissing.tsx'
import { Appearance } from './Appearance.tsx'
import { AuditLog } from './AuditLog.tsx'
import { ClinicFacts } from './clinic/ClinicFacts.tsx'
import { Connection } from './Connection.tsx'
import { EmailPage } from './email/EmailPage.tsx'
import { HoursPage } from './hours/HoursPage.tsx'
import { ServicesPage } from './services/ServicesPage.tsx'
import { SettingsNav } from './SettingsNav.tsx'
import { settingsPageAt, type SettingsPageName } from './settingsPages.ts'
import { ShortAddress } from './ShortAddress.tsx'
import styles from './settings.module.css'

const RecoveryPage = lazy(() => import('./recovery/RecoveryPage.tsx').then(({ RecoveryPage: it }) => ({ default: it })))

type PageProps = { readonly settings: Settings; readonly isAdmin: boolean }

const PAGES: Record<SettingsPageName, (props: PageProps) => ReactNode> = {
  clinic: (props) => (
    <>
      <ClinicFacts {...props} />
      <ShortAddress {...props} />
    </>
  ),
  services: ({ isAdmin }) => <ServicesPage isAdmin={isAdmin} />,
  hours: ({ isAdmin }) => <HoursPage isAdmin={isAdmin} />,
  email: (props) => <EmailPage {...props} />,
  connection: ({ settings: { endpointUrl, portalUrl }, isAdmin }) => (
    <Connection endpointUrl={endpointUrl} portalUrl={portalUrl} isAdmin={isAdmin} />
  ),
  security: () => <AuditLog />,
  recovery: ({ isAdmin }) => (isAdmin ? <RecoveryPage /> : null),
  appearance: () => <Appearance />,
}

/** What this clinic and this computer are set to, a page each with its own address; the clinic's part is the admin's (R10.8). */
export function SettingsPage() {
  const [location] = useLocation()
  const settings = useQuery(useApi().settings.get.queryOptions())
  const session = useSession()
  const isAdmin = session.data?.staff?.role === 'admin'
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
  return (
    <>
      <PageHeader title={t.title} subtitle={t.pages[here.name]} />
      <div className={styles['frame']}>
        <SettingsNav here={here} />
        <div className={styles['page']}>
          {settings.isPending ? <SkeletonRows count={6} /> : null}
          {settings.isError ? (
            <ErrorState title={t.couldNotLoad} error={settings.error} onRetry={() => void settings.refetch()} />
          ) : null}
          {settings.data ? (
            <div className={styles[here.name === 'services' || here.name === 'hours' ? 'whole' : 'panels']}>
              {session.data && !isAdmin && here.name !== 'appearance' ? (
                <p className={styles['adminOnly']}>{t.adminOnly}</p>
              ) : null}
              <Suspense fallback={<SkeletonRows count={6} />}>{page({ settings: settings.data, isAdmin })}</Suspense>
            </div>
          ) : null}
        </div>
      </div>
    </>
  )
}
