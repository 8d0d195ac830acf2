import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useVirtualRows } from '../../../components/useVirtualRows.ts'
import { fullName } from '../../../format/people.ts'
import { formats, words } from '../../../words/words.ts'
import { CorrectRow } from './CorrectRow.tsx'
import styles from './import.module.css'
import { rowsUnder, type ImportRow, type RowsView } from './importView.ts'
import { Acts, What } from './RowParts.tsx'
import type { FileToImport } from './useFileToImport.ts'

/** In pixels, until a row is drawn and measured; nothing stands above the rows. */
const LENGTHS = { row: 44, head: 0 }
const VIEWS = ['ready', 'byChoice', 'problem', 'onFile', 'twice'] as const

/** The lines of the file by what becomes of them; what is not taken says why, and has its way out. */
export function ImportRows(props: { readonly file: FileToImport }) {
  const { file } = props
  const under = Object.fromEntries(VIEWS.map((view) => [view, rowsUnder(view, file.rows)])) as Record<
    RowsView,
    ImportRow[]
  >
  const [chosen, setChosen] = useState<RowsView | null>(null)
  const [corrected, setCorrected] = useState<ImportRow | null>(null)
  const shown = chosen ?? (under.problem.length > 0 ? 'problem' : 'ready')
  const rows = under[shown]
  const { scroller, list } = useVirtualRows(rows.length, LENGTHS)
  const t = words.imports
  return (
    <section aria-label={t.preview} className={styles['preview']}>
      <div role="group" aria-label={t.preview} className={styles['chips']}>
        {VIEWS.filter((view) => view !== 'byChoice' || view === shown || under.byChoice.length > 0).map((view) => (
          <UnstyledButton
            key={view}
            className={styles['filter'] ?? ''}
            aria-pressed={view === shown}
            onClick={() => setChosen(view)}
          >
            {t.states[view]} <b data-figures>{formats.number(under[view].length)}</b>
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
              <li
                key={row.line}
                ref={list.measureElement}
                data-index={index}
                className={styles['row']}
                style={{ transform: `translateY(${start}px)` }}
              >
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
          rule={file.rule}
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
