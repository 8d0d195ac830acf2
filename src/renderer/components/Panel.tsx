import { useId, type ReactNode } from 'react'
import styles from './panel.module.css'

/** A card: one subject, its name, and at the right what belongs to the whole of it. */
export function Panel(props: {
  /** Where a link leads to it: `#id`. It can have the focus then, and its name says with its mark how it stands. */
  readonly id?: string
  readonly title?: ReactNode
  readonly mark?: ReactNode
  readonly aside?: ReactNode
  readonly children: ReactNode
}) {
  const nameId = useId()
  const markId = useId()
  const name = [props.title ? nameId : '', props.mark ? markId : ''].join(' ').trim()
  return (
    <section id={props.id} {...(props.id ? { tabIndex: -1, 'aria-labelledby': name } : {})} className={styles['panel']}>
      {props.title || props.aside ? (
        <div className={styles['head']}>
          {props.title ? (
            <h2 id={nameId} className={styles['title']}>
              {props.title}
            </h2>
          ) : null}
          {props.mark ? <span id={markId}>{props.mark}</span> : null}
          <div className={styles['aside']}>{props.aside}</div>
        </div>
      ) : null}
      {props.children}
    </section>
  )
}

/** What is known, one fact a line. */
export function Facts(props: { readonly children: ReactNode }) {
  return <dl className={styles['facts']}>{props.children}</dl>
}

export function Fact(props: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <dt>{props.term}</dt>
      <dd dir="auto">{props.children}</dd>
    </div>
  )
}
