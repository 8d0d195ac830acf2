import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { formats, words } from '../../words/words.ts'
import styles from './booking.module.css'
import type { BookFailure } from './useBook.ts'

/** Why it was not booked, and the way on. */
export function BookingTrouble(props: {
  readonly failure: BookFailure
  readonly timeZone: string
  readonly onOverbook: (reason: string) => void
}) {
  const { failure } = props
  switch (failure.kind) {
    case 'taken':
      return (
        <div className={styles['trouble']}>
          <p role="alert">
            {words.calendar.booking.taken(
              failure.patientName,
              formats.clock(failure.startsAt, props.timeZone),
              formats.clock(failure.endsAt, props.timeZone),
            )}
          </p>
          <Overbook onOverbook={props.onOverbook} />
        </div>
      )
    case 'notPaired':
      return (
        <div className={styles['trouble']}>
          <p role="alert">{words.calendar.booking.notPaired}</p>
          <Link href="/settings">{words.sync.openSettings}</Link>
        </div>
      )
    case 'other':
      return (
        <div className={styles['trouble']}>
          <p role="alert">{errorSentence(failure.error)}</p>
        </div>
      )
    default:
      return assertNever(failure)
  }
}

/** R6.4: two at once only on purpose, with a reason that the audit log keeps. */
function Overbook(props: { readonly onOverbook: (reason: string) => void }) {
  const [reason, setReason] = useState('')
  return (
    <div className={styles['overbook']}>
      <TextInput
        label={words.calendar.booking.overbookReason}
        description={words.calendar.booking.overbookHint}
        inputWrapperOrder={['label', 'input', 'description']}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button disabled={reason.trim() === ''} onClick={() => props.onOverbook(reason.trim())}>
        {words.calendar.booking.overbook}
      </Button>
    </div>
  )
}
