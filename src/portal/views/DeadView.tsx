import type { ReactNode } from 'react'
import type { DeadBecause } from '../../shared/domain/invitations.ts'
import { words } from '../words.ts'
import { Button, CallLink } from './controls.tsx'
import { PageHeading } from './PageHeading.tsx'
import { dayAndClock } from './times.ts'

type DeadViewProps = {
  readonly because: DeadBecause
  readonly endedAt: string | null
  readonly timeZone: string
  readonly now: string
  readonly phone: string
  readonly isSignedIn: boolean
  readonly onSignIn: () => void
}

/** R4.7: a link that opens nothing says what happened, and offers the next step. */
export function DeadView({ because, endedAt, timeZone, now, phone, isSignedIn, onSignIn }: DeadViewProps): ReactNode {
  const { heading, text } = words.dead[because]
  // Where a login exists, signing in is the next step; otherwise only the clinic can help.
  const isSignInFirst = because === 'used' || isSignedIn
  return (
    <>
      <PageHeading>{heading}</PageHeading>
      <p className="pt-lead">
        {text}
        {endedAt && because !== 'unknown' && ` ${words.dead.endedAt(dayAndClock(endedAt, timeZone, now))}`}
      </p>
      <div className="pt-actions">
        {!isSignInFirst && <CallLink phone={phone} kind="main" />}
        <Button kind={isSignInFirst ? 'main' : 'quiet'} onClick={onSignIn}>
          {isSignedIn ? words.dead.toRecords : words.dead.signIn}
        </Button>
        {isSignInFirst && <CallLink phone={phone} />}
      </div>
    </>
  )
}
