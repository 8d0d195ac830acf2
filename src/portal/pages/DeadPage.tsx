import type { ReactNode } from 'react'
import type { DeadBecause } from '../../shared/domain/invitations.ts'
import { goTo, pathOf } from '../navigation.ts'
import { usePortal } from '../portal.ts'
import { DeadView } from '../views/DeadView.tsx'
import { words } from '../words/words.ts'
import { Page } from './Page.tsx'

type DeadPageProps = {
  readonly because: DeadBecause
  readonly endedAt: string | null
  readonly onLeave: () => void
}

export function DeadPage({ because, endedAt, onLeave }: DeadPageProps): ReactNode {
  const { clinicId, profile, session } = usePortal()
  function leave(): void {
    onLeave()
    goTo(pathOf(clinicId, null, { page: 'home' }))
  }
  return (
    <Page title={words.dead[because].heading} foot={words.foot.sealed}>
      <DeadView
        because={because}
        endedAt={endedAt}
        timeZone={profile.timeZone}
        now={new Date().toISOString()}
        phone={profile.phone}
        isSignedIn={session.kind === 'open'}
        onSignIn={leave}
      />
    </Page>
  )
}
