import { useEffect, useRef, type MouseEvent, type ReactNode } from 'react'
import { words } from '../../words/words.ts'
import styles from './setUp.module.css'
import { StepList } from './StepList.tsx'
import type { READY, StepName } from './steps.ts'

/** A step of the set-up as it is drawn: the steps at the left, the one that is open, and along its foot the way on. */
export function SetUpFrame(props: {
  readonly place: StepName | typeof READY
  readonly done: ReadonlySet<StepName>
  /** What a step that is done came to; the others say what they are about. */
  readonly facts?: Partial<Record<StepName, string>>
  /** Before there is a clinic no other step can be opened. */
  readonly canOpen: boolean
  readonly title: string
  readonly text: string
  readonly children: ReactNode
  readonly back?: ReactNode
  readonly on: ReactNode
}) {
  const { title } = props
  useEffect(() => {
    document.title = words.common.pageTitle(title)
  }, [title])
  const page = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // R10.4: a step is begun at its beginning; a field of it that took the focus by itself keeps it.
    if (!page.current?.contains(document.activeElement)) heading.current?.focus()
  }, [])
  return (
    <div className={styles['frame']}>
      <StepList place={props.place} done={props.done} facts={props.facts ?? {}} canOpen={props.canOpen} />
      <div className={styles['step']}>
        <main ref={page} id="content" className={styles['page']} tabIndex={-1}>
          <h1 ref={heading} tabIndex={-1} className={styles['title']}>
            {title}
          </h1>
          <p className={styles['text']}>{props.text}</p>
          {props.children}
        </main>
        <footer className={styles['foot']} onMouseDownCapture={dropSecondClick} onClickCapture={dropSecondClick}>
          <div className={styles['back']}>{props.back}</div>
          <div className={styles['on']}>{props.on}</div>
        </footer>
      </div>
    </div>
  )
}

/** The ways on of two steps stand in one place: the second half of a double click would be for that of the next step. */
function dropSecondClick(event: MouseEvent): void {
  if (event.detail < 2) return
  event.preventDefault()
  event.stopPropagation()
}
