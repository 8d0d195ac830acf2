import { expect, test } from 'vitest'
import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import { recogniseColumns } from '../../../../shared/domain/patientImport/columns.ts'
import { CalendarDay } from '../../../../shared/domain/time.ts'
import { importRows, noChoices } from './importView.ts'
import { leftOutCsv, leftOutOf } from './leftOut.ts'
import { readFile, type SourceFile } from './readFile.ts'

const read = async (text: string): Promise<SourceFile> => {
  const file = await readFile(new File([text], 'list.csv'))
  if (typeof file === 'string') throw new Error(file)
  return file
}
const CSV = [
  'First name,Last name,DOB,Mobile,Note',
  'Ana,Ruiz,1985-03-12,,',
  'Ben,Okafor,soon,+1 604 555 0134,"said ""later"", twice"',
  'RUIZ,Ána,12 Mar 1985,,',
  '=cmd|calc,Formula,,,@SUM(A1)',
  'Zoé,Müller,1990-01-02,,',
  'Short,Row',
  'Eve,Ng,1991-01-02,,,one more',
].join('\n')

async function leftOut(added: number) {
  const file = await read(CSV)
  const rule = {
    mapping: recogniseColumns(file.headers),
    order: null,
    today: CalendarDay.parse('2026-11-29'),
    isOrderProven: true,
  }
  const onFile = new Map([[6, { chartNumber: 1001 } as unknown as PatientSummary]])
  const rows = leftOutOf(importRows(file.rows, rule, noChoices, onFile), added)
  return { rows, csv: leftOutCsv(file, rows), file }
}

test('R10.8 what stays out of an import is known by its reason, also what was not reached before it was cancelled', async () => {
  const whys = async (added: number) => (await leftOut(added)).rows.map(({ row, why }) => [row.line, why])
  const others = [
    [3, 'problem'],
    [4, 'twice'],
    [5, 'problem'],
    [6, 'onFile'],
    [7, 'problem'],
    [8, 'problem'],
  ]
  expect(await whys(1)).toEqual(others)
  expect(await whys(0)).toEqual([[2, 'notReached'], ...others])
})

test('R10.8 the rows that stayed out come back from their file as they came, with a column that says why', async () => {
  const { csv, file } = await leftOut(1)
  const again = await read(csv)

  expect(again.headers).toEqual([...file.headers, '', 'Why it stayed out'])
  expect(again.rows.map(({ cells }) => cells.slice(0, 5))).toEqual([
    ['Ben', 'Okafor', 'soon', '+1 604 555 0134', 'said "later", twice'],
    ['RUIZ', 'Ána', '12 Mar 1985', '', ''],
    ['=cmd|calc', 'Formula', '', '', '@SUM(A1)'],
    ['Zoé', 'Müller', '1990-01-02', '', ''],
    ['Short', 'Row', '', '', ''],
    ['Eve', 'Ng', '1991-01-02', '', ''],
  ])
  expect(again.rows.map(({ cells }) => cells[6])).toEqual([
    'This is not a birth date',
    'Probably the same person as row 2',
    'Begins like a spreadsheet’s formula',
    'Is likely No. 1001',
    'Another number of cells than the first row',
    'Another number of cells than the first row',
  ])
})

test('R10.8 no cell of that file is a formula to a spreadsheet', async () => {
  const { csv } = await leftOut(1)
  const starts = [...csv.matchAll(/(?:^|[\r\n,])"?([=+\-@])/gu)]
  expect(starts).toEqual([])
  expect(csv).toContain(`"'=cmd|calc",Formula,,,"'@SUM(A1)"`)
  expect(csv).toContain(`"'+1 604 555 0134"`)
})
