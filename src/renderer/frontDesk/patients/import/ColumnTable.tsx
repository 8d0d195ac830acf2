import { NativeSelect } from '@mantine/core'
import { ImportField, type ColumnMapping } from '../../../../shared/domain/patientImport/columns.ts'
import { Panel } from '../../../components/Panel.tsx'
import { words } from '../../../words/words.ts'
import styles from './import.module.css'
import type { SourceFile } from './readFile.ts'

const EXAMPLES = 3

/** What each column of the file holds: recognised by its name, or said by hand. */
export function ColumnTable(props: {
  readonly file: SourceFile
  readonly mapping: ColumnMapping
  readonly missing: readonly ImportField[]
  readonly onMap: (column: number, field: ImportField | null) => void
}) {
  const { file, mapping, missing } = props
  const t = words.imports
  const options = [
    { value: '', label: t.notImported },
    ...ImportField.options.map((field) => ({ value: field, label: t.fields[field] })),
  ]
  return (
    <Panel title={t.columns}>
      <ul className={styles['columns']}>
        {file.headers.map((header, column) => {
          const name = header || t.unnamed(column + 1)
          return (
            <li key={column} data-quiet={mapping[column] === null || undefined}>
              <span className={styles['column']}>
                <b dir="auto">{name}</b>
                <span className={styles['examples']} dir="auto">
                  {examplesOf(file, column)}
                </span>
              </span>
              <NativeSelect
                aria-label={t.becomesFor(name)}
                data={options}
                value={mapping[column] ?? ''}
                onChange={(event) => props.onMap(column, ImportField.safeParse(event.currentTarget.value).data ?? null)}
              />
            </li>
          )
        })}
      </ul>
      {missing.length > 0 ? (
        <p role="alert" className={styles['alert']}>
          {t.missing(missing.map((field) => t.fields[field]))}
        </p>
      ) : null}
    </Panel>
  )
}

function examplesOf(file: SourceFile, column: number): string {
  const values = file.rows.slice(0, 50).flatMap(({ cells }) => cells[column]?.trim() || [])
  return [...new Set(values)].slice(0, EXAMPLES).join(' · ')
}
