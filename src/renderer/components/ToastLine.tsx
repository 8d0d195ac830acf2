import type { ReactNode } from 'react'
import styles from './toast.module.css'

/** One line at the foot of the window, and beside it what can be done about it. */
export function ToastLine(props: { readonly message: string; readonly children: ReactNode }) {
  return (
    <span className={styles['toast']}>
      <span dir="auto" className={styles['text']}>
        {props.message}
      </span>
      {props.children}
    </span>
  )
}
