import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ColumnMapping } from '../../../../shared/domain/patientImport/columns.ts'
import { FormModal } from '../../../components/FormModal.tsx'
import { words } from '../../../words/words.ts'
import styles from './import.module.css'
import type { ImportRow } from './importView.ts'

/** One line of the file, its cells to be put right. A line of another length is filled up, and cut, first. */
export function CorrectRow(props: {
  readonly row: ImportRow
  readonly mapping: ColumnMapping
  readonly onClose: () => void
  readonly onCorrect: (cells: readonly string[]) => void
}) {
  const { row, mapping } = props
  const [cells, setCells] = useState(() => mapping.map((_, column) => row.cells[column] ?? ''))
  const t = words.imports
  return (
    <FormModal title={t.correctTitle(row.line)} onClose={props.onClose} onSubmit={() => props.onCorrect(cells)}>
      <p className={styles['alert']}>{row.problems.map((problem) => t.problem[problem]).join(', ')}</p>
      <div className={styles['cells']}>
        {mapping.map((field, column) =>
          field === null ? null : (
            <TextInput
              key={column}
              label={t.fields[field]}
              maxLength={300}
              value={cells[column] ?? ''}
              onChange={(event) => {
                const { value } = event.currentTarget
                setCells((before) => before.map((cell, index) => (index === column ? value : cell)))
              }}
            />
          ),
        )}
      </div>
      <Group justify="flex-end" gap="sm">
        <Button onClick={props.onClose}>{words.common.cancel}</Button>
        <Button type="submit" variant="filled">
          {t.correctDone}
        </Button>
      </Group>
    </FormModal>
  )
}
