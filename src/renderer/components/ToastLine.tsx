import type { ReactNode } from 'react'
import { writtenRuns } from '../format/writtenRuns.ts'
import styles from './toast.module.css'

/** One line at the foot of the window, and beside it what can be done about it. */
export function ToastLine(props: { readonly message: string; readonly children: ReactNode }) {
  return (
    <span className={styles['toast']}>
      <span className={styles['text']}>
        {writtenRuns(props.message).map(({ text, isTurned }, at) => (isTurned ? <bdi key={at}>{text}</bdi> : text))}
      </span>
      {props.children}
    </span>
  )
}
