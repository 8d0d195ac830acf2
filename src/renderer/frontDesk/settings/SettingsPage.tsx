import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { Fact, Facts, Panel } from '../../components/Panel.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { useSession } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import { Appearance } from './Appearance.tsx'
import { AuditLog } from './AuditLog.tsx'
import { Connection } from './Connection.tsx'
import { Sending } from './Sending.tsx'
import { ShortAddress } from './ShortAddress.tsx'
import styles from './settings.module.css'

/** What this clinic and this computer are set to; the clinic's part is the admin's (R4.2, R9.3). */
export function SettingsPage() {
  const settings = useQuery(useApi().settings.get.queryOptions())
  const session = useSession()
  const isAdmin = session.data?.staff?.role === 'admin'
  const t = words.settings
  const isHere = settings.data !== undefined
  useEffect(() => {
    // From Today to what it says something of.
    if (isHere) document.getElementById(location.hash.slice(1))?.focus()
  }, [isHere])
  return (
    <>
      <PageHeader title={t.title} subtitle={session.data && !isAdmin ? t.adminOnly : null} />
      <div className={styles['page']}>
        {settings.isPending ? <SkeletonRows count={6} /> : null}
        {settings.isError ? (
          <ErrorState title={t.couldNotLoad} error={settings.error} onRetry={() => void settings.refetch()} />
        ) : null}
        {settings.data ? (
          <div className={styles['panels']}>
            <Panel title={t.clinic.title}>
              <p className={styles['text']}>{t.clinic.text}</p>
              <Facts>
                <Fact term={t.clinic.name}>{settings.data.profile.name}</Fact>
                <Fact term={t.clinic.address}>{settings.data.profile.addressLine || t.clinic.none}</Fact>
                <Fact term={t.clinic.phone}>{settings.data.profile.phone || t.clinic.none}</Fact>
                <Fact term={t.clinic.timeZone}>{settings.data.profile.timeZone}</Fact>
              </Facts>
            </Panel>
            <Sending settings={settings.data} isAdmin={isAdmin} />
            <ShortAddress settings={settings.data} isAdmin={isAdmin} />
            <Connection endpointUrl={settings.data.endpointUrl} portalUrl={settings.data.portalUrl} isAdmin={isAdmin} />
            <AuditLog />
            <Appearance />
          </div>
        ) : null}
      </div>
    </>
  )
}
