import { useCallback, useMemo, useState } from 'react'
import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import { ordersIn, type DayOrder } from '../../../../shared/domain/patientImport/birthDates.ts'
import {
  mapColumn,
  missingColumns,
  recogniseColumns,
  type ImportField,
} from '../../../../shared/domain/patientImport/columns.ts'
import { useDeskStore } from '../../../state/ClientProvider.tsx'
import { useToday } from '../../../state/useToday.ts'
import { importRows, noChoices, type Choices, type PreparedImport } from './importView.ts'
import { readFile, type FileTrouble } from './readFile.ts'

export type FileToImport = ReturnType<typeof useFileToImport>

const NOTHING: Omit<PreparedImport, 'file'> & { readonly file: null } = {
  file: null,
  mapping: [],
  chosenOrder: null,
  choices: noChoices,
}
const NOBODY: ReadonlyMap<number, PatientSummary> = new Map()

/** Who of the rows is most likely on file, and the reading of the rows that was compared. */
type Compared = { readonly reading: object; readonly onFile: ReadonlyMap<number, PatientSummary> }

/** The file that a person chose, how it is read, and what they said of its lines. */
export function useFileToImport() {
  const today = useToday()
  const { file, mapping, chosenOrder, choices } = useDeskStore((desk) => desk.preparedImport) ?? NOTHING
  const prepare = useDeskStore((desk) => desk.prepareImport)
  const [trouble, setTrouble] = useState<FileTrouble | null>(null)
  const [compared, setCompared] = useState<Compared | null>(null)
  const birthColumn = mapping.indexOf('birthOn')
  const said = useMemo(
    () =>
      file
        ? ordersIn(
            file.rows.map(({ cells }) => cells[birthColumn] ?? ''),
            today,
          )
        : null,
    [file, birthColumn, today],
  )
  const order = chosenOrder ?? (said === 'both' ? null : said)
  const { lenient, corrected } = choices
  // What the rows say, whatever was decided of them: another reading of them is not compared yet.
  const reading = useMemo(
    () => ({ mapping, order, lenient, corrected, today }),
    [mapping, order, lenient, corrected, today],
  )
  const onFile = compared?.reading === reading ? compared.onFile : null
  const rule = useMemo(() => ({ mapping, order, today, isOrderProven: order === said }), [mapping, order, today, said])
  const rows = useMemo(
    () => (file ? importRows(file.rows, rule, choices, onFile ?? NOBODY) : []),
    [file, rule, choices, onFile],
  )
  const begin = useCallback(
    (next: PreparedImport | null) => {
      prepare(() => next)
      setCompared(null)
    },
    [prepare],
  )
  const forget = useCallback(() => begin(null), [begin])
  const change = (make: (before: PreparedImport) => Partial<PreparedImport>) =>
    prepare((before) => before && { ...before, ...make(before) })
  const choose = (make: (before: Choices) => Partial<Choices>) =>
    change((before) => ({ choices: { ...before.choices, ...make(before.choices) } }))
  return {
    file,
    trouble,
    mapping,
    missing: missingColumns(mapping),
    order,
    rule,
    /** What the file's own dates say. */
    said,
    rows,
    choose: async (chosen: File) => {
      const read = await readFile(chosen)
      setTrouble(typeof read === 'string' ? read : null)
      begin(
        typeof read === 'string'
          ? null
          : { file: read, mapping: recogniseColumns(read.headers), chosenOrder: null, choices: noChoices },
      )
    },
    forget,
    map: (column: number, field: ImportField | null) =>
      change((before) => ({ mapping: mapColumn(before.mapping, column, field) })),
    setOrder: (order: DayOrder) => change(() => ({ chosenOrder: order })),
    /** Somebody of the file may have been added since. */
    forgetCompared: () => setCompared(null),
    /** With those on file, as the rows are read now. */
    isCompared: onFile !== null,
    setOnFile: (found: ReadonlyMap<number, PatientSummary>) => setCompared({ reading, onFile: found }),
    takeLenient: (line: number) => choose((before) => ({ lenient: new Set([...before.lenient, line]) })),
    takeDespite: (line: number) => choose((before) => ({ despite: new Set([...before.despite, line]) })),
    correct: (line: number, cells: readonly string[]) =>
      choose((before) => ({ corrected: new Map([...before.corrected, [line, cells]]) })),
  }
}
