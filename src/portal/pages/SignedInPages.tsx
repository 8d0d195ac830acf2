import type { ReactNode } from 'react'
import type { Place } from '../navigation.ts'
import type { OpenSession } from '../portal.ts'
import { AccountPage } from './AccountPage.tsx'
import { RecordsPages } from './RecordsPages.tsx'

/** The pages that only an open session sees: nobody waits for them before. */
export function SignedInPages({ place, session }: { place: Place; session: OpenSession }): ReactNode {
  if (place.page === 'account') return <AccountPage linkId={place.linkId} session={session} />
  return <RecordsPages place={place} session={session} />
}
