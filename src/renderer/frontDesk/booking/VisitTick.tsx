import { Checkbox, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { words } from '../../words/words.ts'
import styles from './booking.module.css'

const REASON_LENGTH = 500

/** R6.2: one of several visits before they are saved, ticked or not, with what is odd about it; two at once take a reason (R6.4). */
export function VisitTick(props: {
  readonly label: string
  readonly description?: string | undefined
  readonly isTicked: boolean
  readonly isImpossible: boolean
  readonly onTick: (isTicked: boolean) => void
  /** What is odd about it, in sentences. */
  readonly odd: readonly string[]
  /** Null where nobody else is there, or it is not ticked. */
  readonly reason: string | null
  /** Saving was tried without one. */
  readonly isReasonMissing: boolean
  readonly onReason: (reason: string) => void
  readonly children?: ReactNode
}) {
  const { label, reason } = props
  const t = words.calendar
  return (
    <li>
      <Checkbox
        label={label}
        checked={props.isTicked}
        disabled={props.isImpossible}
        description={props.description}
        onChange={(event) => props.onTick(event.currentTarget.checked)}
      />
      {props.odd.map((sentence) => (
        <p key={sentence} className={styles['odd']}>
          {sentence}
        </p>
      ))}
      {reason === null ? null : (
        <TextInput
          className={styles['tickReason'] ?? ''}
          label={t.booking.overbookReason}
          aria-label={t.repeat.reasonFor(label)}
          data-tick-reason
          value={reason}
          maxLength={REASON_LENGTH}
          dir="auto"
          error={props.isReasonMissing && reason.trim() === '' ? t.repeat.reasonMissing : null}
          onChange={(event) => props.onReason(event.currentTarget.value)}
        />
      )}
      {props.children}
    </li>
  )
}

/** Where the first reason that is missing is to be typed. */
export function focusMissingReason(): void {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input[data-tick-reason]')]
  fields.find(({ value }) => value.trim() === '')?.focus()
}
