import { Button, Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { words } from '../words/words.ts'
import { errorSentence } from './errorSentence.ts'
import styles from './states.module.css'

/** Nothing here: what that means, and the act that changes it. */
export function EmptyState(props: {
  readonly title: string
  readonly hint?: string
  readonly icon?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={styles['state']} role="status">
      {props.icon ? <span className={styles['icon']}>{props.icon}</span> : null}
      <p className={styles['title']}>{props.title}</p>
      {props.hint ? <p className={styles['hint']}>{props.hint}</p> : null}
      {props.action}
    </div>
  )
}

/** Could not be read: why, and the way out. */
export function ErrorState(props: { readonly title: string; readonly error: unknown; readonly onRetry: () => void }) {
  return (
    <div className={styles['state']} role="alert">
      <p className={styles['title']}>{props.title}</p>
      <p className={styles['hint']}>{errorSentence(props.error)}</p>
      <Button onClick={props.onRetry}>{words.common.tryAgain}</Button>
    </div>
  )
}

/** Rows of the size of what comes, so that nothing jumps. */
export function SkeletonRows(props: { readonly count: number; readonly height?: number }) {
  const height = props.height ?? 40
  return (
    <div role="status" aria-label={words.common.loading}>
      {Array.from({ length: props.count }, (_, index) => (
        <div key={index} className={styles['skeletonRow']} style={{ height }} aria-hidden="true">
          <Skeleton height={10} width={64} />
          <Skeleton height={10} width={`${28 - (index % 3) * 5}%`} />
          <Skeleton height={10} width={`${18 - (index % 2) * 4}%`} />
        </div>
      ))}
    </div>
  )
}
