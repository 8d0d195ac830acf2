import { Button, Progress as Bar } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { ImportId } from '../../../../shared/domain/ids.ts'
import { errorSentence } from '../../../components/errorSentence.ts'
import { Panel } from '../../../components/Panel.tsx'
import { formats, words } from '../../../words/words.ts'
import styles from './import.module.css'
import type { Stage } from './useImportRun.ts'

/** How far it is, to be cancelled; then what came of it, to be undone as one. */
export function Progress(props: {
  readonly stage: Stage
  /** Beside how many were added. */
  readonly leftOut: ReactNode
  readonly onCancel: () => void
  readonly onUndo: (importId: ImportId, count: number) => Promise<void>
  readonly onAgain: () => void
  readonly onBack: () => void
}) {
  const { stage } = props
  const t = words.imports.run
  const number = formats.number
  switch (stage.kind) {
    case 'comparing':
    case 'adding':
    case 'undoing':
      return (
        <Panel title={t[stage.kind](number(stage.done), number(stage.of))}>
          <Bar value={stage.of === 0 ? 100 : (100 * stage.done) / stage.of} aria-label={t.progress} />
          {stage.kind === 'undoing' ? null : (
            <div className={styles['after']}>
              <Button onClick={props.onCancel}>{words.common.cancel}</Button>
            </div>
          )}
        </Panel>
      )
    case 'added':
      return (
        <Over
          title={t.added(stage.count, number(stage.count))}
          text={stage.isCancelled ? t.cancelled : t.addedText}
          more={props.leftOut}
        >
          <Button component={Link} href="/patients" variant="filled">
            {t.toPatients}
          </Button>
          {stage.count > 0 ? (
            <Button onClick={() => void props.onUndo(stage.importId, stage.count)}>{t.undo}</Button>
          ) : null}
          <Button onClick={props.onAgain}>{t.again}</Button>
        </Over>
      )
    case 'undone':
      return (
        <Over title={t.undone(stage.removed, number(stage.removed))} text={t.kept(stage.kept, number(stage.kept))}>
          <Button variant="filled" onClick={props.onAgain}>
            {t.again}
          </Button>
        </Over>
      )
    case 'failed': {
      const { importId, count } = stage
      return (
        <Over
          title={t.failed}
          text={[errorSentence(stage.error), count > 0 ? t.addedBefore(number(count)) : ''].join(' ')}
        >
          {importId && count > 0 ? <Button onClick={() => void props.onUndo(importId, count)}>{t.undo}</Button> : null}
          <Button onClick={props.onBack}>{t.back}</Button>
        </Over>
      )
    }
    case 'looking':
      return null
  }
}

function Over(props: {
  readonly title: string
  readonly text: string
  readonly more?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <Panel title={props.title}>
      <p role="status" className={styles['quiet']}>
        {props.text}
      </p>
      {props.more}
      <div className={styles['after']}>{props.children}</div>
    </Panel>
  )
}
