import type { ReactNode } from 'react'
import type { DeadBecause } from '../../shared/domain/invitations.ts'
import { formats, words } from '../words/words.ts'
import { Button, CallLink } from './controls.tsx'
import { PageHeading } from './PageHeading.tsx'

type DeadViewProps = {
  readonly because: DeadBecause
  readonly endedAt: string | null
  readonly timeZone: string
  readonly now: string
  readonly phone: string
  readonly isSignedIn: boolean
  readonly onSignIn: () => void
  /** R4.2: null where there is no day to take. */
  readonly onTakeDay: (() => void) | null
  readonly isTakingDay: boolean
}

/** R4.7: a link that opens nothing says what happened, and offers the next step. */
export function DeadView(props: DeadViewProps): ReactNode {
  const { because, endedAt, timeZone, now, phone, isSignedIn, onSignIn, onTakeDay, isTakingDay } = props
  const { heading, text, at } = words.dead[because]
  const when = endedAt && at(formats.weekdayDayClock(endedAt, timeZone, now))
  // Where a login exists, signing in is the next step; otherwise only the clinic can help.
  const isSignInFirst = because === 'used' || isSignedIn
  const isFirst = onTakeDay === null
  return (
    <>
      <PageHeading>{heading}</PageHeading>
      <p className="pt-lead">{onTakeDay ? words.dead.day.text : text}</p>
      {when && <p className="pt-quiet">{when}</p>}
      <div className="pt-actions">
        {onTakeDay && (
          <Button isBusy={isTakingDay} busyText={words.dead.day.busy} onClick={onTakeDay}>
            {words.dead.day.button}
          </Button>
        )}
        {isFirst && !isSignInFirst && <CallLink phone={phone} kind="main" />}
        <Button kind={isFirst && isSignInFirst ? 'main' : 'quiet'} onClick={onSignIn}>
          {isSignedIn ? words.dead.toRecords : words.dead.signIn}
        </Button>
        {(isSignInFirst || !isFirst) && <CallLink phone={phone} />}
      </div>
    </>
  )
}
