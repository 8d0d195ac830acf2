import { lazy, type ReactNode } from 'react'
import { loadAccountPages } from '../loadVault.ts'
import { isAccountPage, type Place } from '../navigation.ts'
import type { OpenSession } from '../portal.ts'
import { RecordsPages } from './RecordsPages.tsx'
import { useAlive } from './useAlive.ts'

const AccountPages = lazy(() => loadAccountPages().then((module) => ({ default: module.AccountPages })))

/** The pages that only an open session sees: nobody waits for them before. */
export function SignedInPages({ place, session }: { place: Place; session: OpenSession }): ReactNode {
  useAlive()
  const { page } = place
  if (isAccountPage(page)) return <AccountPages page={page} linkId={place.linkId} session={session} />
  return <RecordsPages place={place} session={session} />
}
