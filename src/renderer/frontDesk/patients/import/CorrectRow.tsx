import { Button, Group, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { wrongCells, type ReadingRule } from '../../../../shared/domain/patientImport/rows.ts'
import { useHalfTyped } from '../../../components/discard/useHalfTyped.ts'
import { focusWrong } from '../../../components/focus/focusWrong.ts'
import { FormModal } from '../../../components/FormModal.tsx'
import { words } from '../../../words/words.ts'
import styles from './import.module.css'
import type { ImportRow } from './importView.ts'

/** One line of the file, its cells to be put right. A line of another length is filled up, and cut, first. */
export function CorrectRow(props: {
  readonly row: ImportRow
  readonly rule: ReadingRule
  readonly onClose: () => void
  readonly onCorrect: (cells: readonly string[]) => void
}) {
  const { row, rule } = props
  const { mapping } = rule
  const [came] = useState(() => mapping.map((_, column) => row.cells[column] ?? ''))
  const [cells, setCells] = useState(came)
  const [wrong, setWrong] = useState(() => wrongCells(came, rule))
  const form = useRef<HTMLDivElement>(null)
  const close = useHalfTyped(cells !== came, props.onClose)
  const firstWrong = mapping.findIndex((_, column) => wrong.has(column))
  const [startsAt] = useState(firstWrong === -1 ? mapping.indexOf('birthOn') : firstWrong)
  const t = words.imports

  const submit = () => {
    const found = wrongCells(cells, rule)
    if (found.size === 0) return props.onCorrect(cells)
    flushSync(() => setWrong(found))
    focusWrong(form.current)
  }
  return (
    <FormModal title={t.correctTitle(row.line)} onClose={close} onSubmit={submit}>
      {row.problems.includes('otherLength') ? <p className={styles['alert']}>{t.problem.otherLength}</p> : null}
      <div ref={form} className={styles['cells']}>
        {mapping.map((field, column) => {
          if (field === null) return null
          const problem = wrong.get(column)
          return (
            <TextInput
              key={column}
              label={t.fields[field]}
              dir="auto"
              autoComplete="off"
              maxLength={300}
              data-autofocus={column === startsAt || undefined}
              value={cells[column] ?? ''}
              error={problem ? t.problem[problem] : null}
              onChange={(event) => {
                const { value } = event.currentTarget
                setCells((before) => before.map((cell, index) => (index === column ? value : cell)))
                setWrong((before) => new Map([...before].filter(([index]) => index !== column)))
              }}
            />
          )
        })}
      </div>
      <Group justify="flex-end" gap="sm">
        <Button onClick={close}>{words.common.cancel}</Button>
        <Button type="submit" variant="filled">
          {t.correctDone}
        </Button>
      </Group>
    </FormModal>
  )
}
