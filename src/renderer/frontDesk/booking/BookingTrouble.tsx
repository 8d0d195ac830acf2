import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { errorSentence } from '../../components/errorSentence.ts'
import { words } from '../../words/words.ts'
import styles from './booking.module.css'
import type { BookFailure } from './useBook.ts'

/** Why it was not booked, where one cannot go on all the same. */
export function BookingFailure(props: { readonly failure: BookFailure }) {
  const { failure } = props
  if (failure.kind === 'notPaired') {
    return (
      <div className={styles['trouble']}>
        <p role="alert">{words.calendar.booking.notPaired}</p>
        <Link href="/settings/connection">{words.sync.openSettings}</Link>
      </div>
    )
  }
  if (failure.kind !== 'other') return null
  return (
    <div className={styles['trouble']}>
      <p role="alert">{errorSentence(failure.error)}</p>
    </div>
  )
}

/**
 * R6.4: what is out of the ordinary is booked on purpose, by one more press; two at once with a reason besides, which the
 * audit log keeps. The focus comes here.
 */
export function AllTheSame(props: {
  readonly sentences: readonly string[]
  /** Two at once: null where the time is free. */
  readonly reason: string | null
  readonly onReason: (reason: string) => void
  /** How often saving was tried: each time the focus comes back. */
  readonly times: number
  /** What the press does. */
  readonly act: string
  readonly onConfirm: () => void
}) {
  const { reason, times } = props
  const field = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const needsReason = reason !== null
  useEffect(() => {
    const next = needsReason ? field.current : button.current
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }, [needsReason, times])
  return (
    <div className={styles['trouble']}>
      <div role="alert" className={styles['sentences']}>
        {props.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <div
        className={styles['overbook']}
        // A key that is held down came from the first press: it confirms nothing.
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.repeat) event.preventDefault()
        }}
      >
        {needsReason ? (
          <TextInput
            ref={field}
            label={words.calendar.booking.overbookReason}
            description={words.calendar.booking.overbookHint}
            value={reason}
            maxLength={500}
            onChange={(event) => props.onReason(event.currentTarget.value)}
            onKeyDown={(event) => {
              const isPlain = !event.ctrlKey && !event.metaKey && !event.repeat
              if (event.key === 'Enter' && isPlain && reason.trim() !== '') props.onConfirm()
            }}
          />
        ) : null}
        <Button ref={button} disabled={needsReason && reason.trim() === ''} onClick={props.onConfirm}>
          {props.act}
        </Button>
      </div>
    </div>
  )
}
