import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import styles from './onPaper.module.css'

/** What is printed in place of the page while this stands; on screen and to a screen reader it is nothing. */
export function OnPaper(props: { readonly children: ReactNode }) {
  return createPortal(
    <div className={styles['paper']} aria-hidden="true">
      {props.children}
    </div>,
    document.body,
  )
}
