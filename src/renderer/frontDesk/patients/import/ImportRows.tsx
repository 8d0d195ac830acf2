import { Button, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { canBeLenient } from '../../../../shared/domain/patientImport/rows.ts'
import { Chip } from '../../../components/Pill.tsx'
import { useVirtualRows } from '../../../components/useVirtualRows.ts'
import { fullName } from '../../../format/people.ts'
import { formats, words } from '../../../words/words.ts'
import { CorrectRow } from './CorrectRow.tsx'
import styles from './import.module.css'
import { countStates, type ImportRow, type RowState } from './importView.ts'
import type { FileToImport } from './useFileToImport.ts'

/** In pixels, as the style sheet has it; nothing stands above the rows. */
const LENGTHS = { row: 44, head: 0 }
const STATES = ['ready', 'problem', 'onFile', 'twice'] as const

/** The lines of the file by what becomes of them; what is not taken says why, and has its way out. */
export function ImportRows(props: { readonly file: FileToImport }) {
  const { file } = props
  const counts = countStates(file.rows)
  const [chosen, setChosen] = useState<RowState | null>(null)
  const [corrected, setCorrected] = useState<ImportRow | null>(null)
  const shown = chosen ?? (counts.problem > 0 ? 'problem' : 'ready')
  const rows = file.rows.filter(({ state }) => state === shown)
  const { scroller, list } = useVirtualRows(rows.length, LENGTHS)
  const t = words.imports
  return (
    <section aria-label={t.preview} className={styles['preview']}>
      <div role="group" aria-label={t.preview} className={styles['chips']}>
        {STATES.map((state) => (
          <UnstyledButton
            key={state}
            className={styles['filter'] ?? ''}
            aria-pressed={state === shown}
            onClick={() => setChosen(state)}
          >
            {t.states[state]} <b data-figures>{formats.number(counts[state])}</b>
          </UnstyledButton>
        ))}
      </div>
      {shown === 'onFile' && !file.isCompared ? <p className={styles['quiet']}>{t.notCompared}</p> : null}
      {rows.length === 0 ? <p className={styles['quiet']}>{t.noneOf[shown]}</p> : null}
      <div ref={scroller} className={styles['scroller']} tabIndex={0} role="group" aria-label={t.states[shown]}>
        <ul className={styles['rows']} style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            if (!row) return null
            return (
              <li key={row.line} className={styles['row']} style={{ transform: `translateY(${start}px)` }}>
                <span className={styles['line']} data-figures>
                  {t.line(row.line)}
                </span>
                <span className={styles['who']} dir="auto">
                  {row.details ? fullName(row.details) : row.cells.filter((cell) => cell.trim() !== '').join(' · ')}
                </span>
                <What row={row} />
                <Acts row={row} file={file} onCorrect={() => setCorrected(row)} />
              </li>
            )
          })}
        </ul>
      </div>
      {corrected ? (
        <CorrectRow
          row={corrected}
          mapping={file.mapping}
          onClose={() => setCorrected(null)}
          onCorrect={(cells) => {
            file.correct(corrected.line, cells)
            setCorrected(null)
          }}
        />
      ) : null}
    </section>
  )
}

function What(props: { readonly row: ImportRow }) {
  const { row } = props
  const t = words.imports
  if (row.state === 'onFile' && row.onFile) {
    return <Chip tone="warn">{t.isOnFile(words.patients.chartNumber(row.onFile.chartNumber))}</Chip>
  }
  if (row.state === 'twice' && row.twin !== null) return <Chip tone="warn">{t.isTwice(t.line(row.twin))}</Chip>
  if (row.state === 'problem') {
    return (
      <span className={styles['problems']}>
        {row.problems.map((problem) => (
          <Chip key={problem} tone="warn">
            {t.problem[problem]}
          </Chip>
        ))}
      </span>
    )
  }
  const { birthOn, phone, email } = row.details ?? {}
  const facts = [birthOn ? formats.shortDate(birthOn) : null, phone, email].filter((fact) => fact)
  return (
    <span className={styles['quiet']} data-figures>
      {facts.join(' · ')}
    </span>
  )
}

function Acts(props: { readonly row: ImportRow; readonly file: FileToImport; readonly onCorrect: () => void }) {
  const { row, file } = props
  const t = words.imports
  if (row.state === 'ready') return null
  return (
    <span className={styles['acts']}>
      {row.state === 'problem' ? (
        <>
          {canBeLenient(row.problems) ? (
            <Button size="xs" aria-label={t.withoutFor(row.line)} onClick={() => file.takeLenient(row.line)}>
              {t.without}
            </Button>
          ) : null}
          <Button size="xs" aria-label={t.correctFor(row.line)} onClick={props.onCorrect}>
            {t.correct}
          </Button>
        </>
      ) : (
        <Button size="xs" aria-label={t.allTheSameFor(row.line)} onClick={() => file.takeDespite(row.line)}>
          {t.allTheSame}
        </Button>
      )}
    </span>
  )
}
