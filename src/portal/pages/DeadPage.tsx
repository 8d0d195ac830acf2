import { useState, type ReactNode } from 'react'
import type { DeadLook } from '../look.ts'
import { goTo, pathOf } from '../navigation.ts'
import { usePortal } from '../portal.ts'
import { troubleOf, troubleText } from '../trouble.ts'
import { Notice } from '../views/controls.tsx'
import { DeadView } from '../views/DeadView.tsx'
import { words } from '../words/words.ts'
import { Page } from './Page.tsx'
import { useBusy } from './useBusy.ts'

type DeadPageProps = {
  readonly look: DeadLook
  readonly onLeave: () => void
  /** The extra day was taken. */
  readonly onLookAgain: () => void
}

export function DeadPage({ look: { because, endedAt, takeDay }, onLeave, onLookAgain }: DeadPageProps): ReactNode {
  const { clinicId, profile, session } = usePortal()
  const { isBusy, run } = useBusy()
  const [problem, setProblem] = useState<string | null>(null)
  function leave(): void {
    onLeave()
    goTo(pathOf(clinicId, null, { page: 'home' }))
  }
  const taking =
    takeDay &&
    (() =>
      run(() => {
        setProblem(null)
        return takeDay().then(onLookAgain, (error: unknown) => setProblem(troubleText(troubleOf(error))))
      }))
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
        onTakeDay={taking}
        isTakingDay={isBusy}
      />
      {problem && <Notice tone="bad">{problem}</Notice>}
    </Page>
  )
}
