import { useMemo, useState } from 'react'
import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import { ordersIn, type DayOrder } from '../../../../shared/domain/patientImport/birthDates.ts'
import {
  mapColumn,
  missingColumns,
  recogniseColumns,
  type ColumnMapping,
  type ImportField,
} from '../../../../shared/domain/patientImport/columns.ts'
import { useToday } from '../../../state/useToday.ts'
import { importRows, noChoices, type Choices } from './importView.ts'
import { readFile, type FileTrouble, type SourceFile } from './readFile.ts'

export type FileToImport = ReturnType<typeof useFileToImport>

const NOBODY: ReadonlyMap<number, PatientSummary> = new Map()

/** Who of the rows is most likely on file, and the reading of the rows that was compared. */
type Compared = { readonly reading: object; readonly onFile: ReadonlyMap<number, PatientSummary> }

/** The file that a person chose, how it is read, and what they said of its lines. */
export function useFileToImport() {
  const today = useToday()
  const [file, setFile] = useState<SourceFile | null>(null)
  const [trouble, setTrouble] = useState<FileTrouble | null>(null)
  const [mapping, setMapping] = useState<ColumnMapping>([])
  const [chosenOrder, setChosenOrder] = useState<DayOrder | null>(null)
  const [choices, setChoices] = useState<Choices>(noChoices)
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
  const begin = (next: SourceFile | null, headers: readonly string[]) => {
    setFile(next)
    setMapping(recogniseColumns(headers))
    setChosenOrder(null)
    setChoices(noChoices)
    setCompared(null)
  }
  const changeLine = <Key extends 'lenient' | 'despite'>(key: Key, line: number) =>
    setChoices((before) => ({ ...before, [key]: new Set([...before[key], line]) }))
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
      if (typeof read === 'string') begin(null, [])
      else begin(read, read.headers)
    },
    forget: () => begin(null, []),
    map: (column: number, field: ImportField | null) => setMapping((before) => mapColumn(before, column, field)),
    setOrder: setChosenOrder,
    /** Somebody of the file may have been added since. */
    forgetCompared: () => setCompared(null),
    /** With those on file, as the rows are read now. */
    isCompared: onFile !== null,
    setOnFile: (found: ReadonlyMap<number, PatientSummary>) => setCompared({ reading, onFile: found }),
    takeLenient: (line: number) => changeLine('lenient', line),
    takeDespite: (line: number) => changeLine('despite', line),
    correct: (line: number, cells: readonly string[]) =>
      setChoices((before) => ({ ...before, corrected: new Map([...before.corrected, [line, cells]]) })),
  }
}
