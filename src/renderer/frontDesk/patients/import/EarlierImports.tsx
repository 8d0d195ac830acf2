import { Button } from '@mantine/core'
import { useState } from 'react'
import type { PatientImport } from '../../../../shared/contract/desk/imports.ts'
import type { ImportId } from '../../../../shared/domain/ids.ts'
import { ConfirmModal } from '../../../components/ConfirmModal.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { shortDateTime } from '../../../format/moments.ts'
import { useNow, useTimeZone } from '../../../state/useSession.ts'
import { formats, words } from '../../../words/words.ts'
import styles from './import.module.css'

/** What was brought over before, each to be undone as one. */
export function EarlierImports(props: {
  readonly imports: readonly PatientImport[]
  readonly onUndo: (importId: ImportId, count: number) => Promise<void>
}) {
  const now = useNow()
  const timeZone = useTimeZone()
  const [asked, setAsked] = useState<PatientImport | null>(null)
  const t = words.imports
  if (props.imports.length === 0) return null
  return (
    <Panel title={t.earlier}>
      <ul className={styles['earlier']}>
        {props.imports.map((each) => (
          <li key={each.id}>
            <span className={styles['who']} dir="auto">
              {each.fileName}
            </span>
            <span className={styles['quiet']}>
              {t.earlierText(formats.number(each.count), each.staffName, shortDateTime(each.at, timeZone, now))}
            </span>
            {each.undoneAt ? (
              <span className={styles['quiet']}>{t.wasUndone(shortDateTime(each.undoneAt, timeZone, now))}</span>
            ) : (
              <Button size="xs" aria-label={t.undoFor(each.fileName)} onClick={() => setAsked(each)}>
                {t.run.undo}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked ? (
        <ConfirmModal
          title={t.undoTitle(asked.fileName)}
          text={t.undoText}
          confirm={t.run.undo}
          onClose={() => setAsked(null)}
          onConfirm={() => void props.onUndo(asked.id, asked.count)}
        />
      ) : null}
    </Panel>
  )
}
