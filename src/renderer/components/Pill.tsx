import type { ReactNode } from 'react'
import styles from './marks.module.css'
import type { Tone } from './tone.ts'

/** A state: "Arrived 13:41". The dot is decoration; the words carry the meaning. */
export function Pill(props: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={styles['pill']} data-tone={props.tone}>
      <span className={styles['dot']} aria-hidden="true" />
      {props.children}
    </span>
  )
}

/** A blocker: what is missing. */
export function Chip(props: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={styles['chip']} data-tone={props.tone}>
      {props.children}
    </span>
  )
}

/** A key, shown where it works. */
export function Key(props: { readonly children: ReactNode }) {
  return (
    <kbd className={styles['key']} aria-hidden="true">
      {props.children}
    </kbd>
  )
}
