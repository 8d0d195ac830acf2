import type { ImportField } from '../../../shared/domain/patientImport/columns.ts'
import type { ImportProblem } from '../../../shared/domain/patientImport/rows.ts'

/** Patients → Import: another program's file, looked at before anything is added (R10.8). */
export const imports = {
  title: 'Import patients',
  subtitle: 'From another program’s list',
  open: 'Import',
  file: 'File',
  fileHint:
    'A list of patients as CSV: from Jane, Cliniko, OutSmart or a spreadsheet. Drop it here. Nothing is added yet.',
  choose: 'Choose a file',
  chooseOther: 'Choose another',
  rows: (count: number, figure: string) => (count === 1 ? '1 row' : `${figure} rows`),
  trouble: {
    tooLarge: 'This file is larger than 48 MB. Leave out columns that are not needed, or divide it.',
    notText: 'This is no text file. In the spreadsheet choose “Save as”, then CSV.',
    noRows: 'There are no rows under the first row of this file.',
  },
  openQuote: (line: number) =>
    `A quotation mark that begins in row ${line} is not closed there: rows after it were read as one cell, and are missing here. Put it right in the file, and choose it again.`,
  putAway: 'Put it away',
  columns: 'What each column becomes',
  becomesFor: (header: string) => `${header} becomes`,
  unnamed: (number: number) => `Column ${number}`,
  notImported: 'Not imported',
  missing: (fields: readonly string[]) => `Say which column is: ${fields.join(', ')}.`,
  fields: {
    givenName: 'Given name',
    familyName: 'Family name',
    birthOn: 'Date of birth',
    mobile: 'Mobile telephone',
    phone: 'Telephone',
    email: 'E-mail',
  } satisfies Record<ImportField, string>,
  dates: {
    title: 'What is 3/4/1985?',
    dayFirst: '3 April: the day comes first',
    monthFirst: '4 March: the month comes first',
    said: {
      dayFirst: 'Other dates of this file can only have the day first.',
      monthFirst: 'Other dates of this file can only have the month first.',
      both: 'This file has dates of both orders.',
      nothing: 'No date of this file says which.',
    },
    untilChosen: 'What could be two dates needs a look until you choose.',
    byChoice: (count: number, figure: string) =>
      count === 1
        ? '1 row is ready only by this choice, and may be wrong: look at it under “Date as chosen”.'
        : `${figure} rows are ready only by this choice, and some may be wrong: look at them under “Date as chosen”.`,
  },
  preview: 'What becomes of the rows',
  states: {
    ready: 'Ready',
    byChoice: 'Date as chosen',
    problem: 'Need a look',
    onFile: 'On file already',
    twice: 'Twice in the file',
  },
  noneOf: {
    ready: 'No row is ready.',
    byChoice: 'No date that could be two is left.',
    problem: 'No row needs a look.',
    onFile: 'Nobody of this file seems to be on file.',
    twice: 'Nobody stands in the file twice.',
  },
  notCompared: 'Not compared with the patients on file yet.',
  line: (line: number) => `Row ${line}`,
  isOnFile: (chart: string) => `Is likely ${chart}`,
  isTwice: (line: number) => `Probably the same person as row ${line}`,
  inRow: (line: number) => `row ${line}`,
  /** `Telephone 604 555 0199, in row 12: 604 555 0134` */
  differs: (field: string, here: string, where: string, there: string | null) =>
    `${field} ${here}, in ${where}: ${there ?? 'none'}`,
  readAs: (text: string, date: string) => `${text} read as ${date}`,
  problem: {
    empty: 'Empty',
    otherLength: 'Another number of cells than the first row',
    noName: 'A name is missing',
    name: 'The name is too long, or has signs that names have not',
    formula: 'Begins like a spreadsheet’s formula',
    birth: 'This is not a birth date',
    birthTwoDays: 'The birth date could be two dates',
    birthToCome: 'The birth date is still to come',
    phone: 'This is not a telephone number',
    email: 'This is not an e-mail address',
  } satisfies Record<ImportProblem, string>,
  without: 'Without it',
  withoutFor: (line: number) => `Without it: row ${line}`,
  correct: 'Correct',
  correctFor: (line: number) => `Correct row ${line}`,
  correctTitle: (line: number) => `Row ${line} of the file`,
  correctDone: 'Done',
  allTheSame: 'Import all the same',
  allTheSameFor: (line: number) => `Import all the same: row ${line}`,
  compare: 'Compare with those on file',
  compareHint: 'Nothing is added yet.',
  add: (count: number, figure: string) => (count === 1 ? 'Import 1 patient' : `Import ${figure} patients`),
  addHint: 'Rows under the other headings stay out. All of it can be undone as one.',
  noneReady: {
    problem: 'No row is ready. Under “Need a look”, correct a row or take it without what is wrong.',
    known: 'Everybody of this file seems to be there already. “Import all the same” takes a row nevertheless.',
  },
  leftOut: {
    label: 'What stayed out',
    title: (count: number, figure: string) => (count === 1 ? '1 row stayed out:' : `${figure} rows stayed out:`),
    whys: {
      problem: 'Need a look',
      onFile: 'On file already',
      twice: 'Twice in the file',
      notReached: 'Not reached before it was cancelled',
    },
    why: 'Why it stayed out',
    save: 'Save these rows as CSV',
    saveHint: 'As they came, with a column that says why: to be corrected, and imported later.',
    fileName: (name: string) => `${name} - stayed out.csv`,
  },
  run: {
    comparing: (done: string, of: string) => `Comparing: ${done} of ${of}`,
    adding: (done: string, of: string) => `Importing: ${done} of ${of}`,
    undoing: (done: string, of: string) => `Undoing: ${done} of ${of}`,
    progress: 'Progress',
    added: (count: number, figure: string) => (count === 1 ? '1 patient imported' : `${figure} patients imported`),
    addedText: 'They are found like any other from now on.',
    cancelled: 'Cancelled on the way: the rest of the file was not imported.',
    toPatients: 'Show the patients',
    undo: 'Undo the import',
    again: 'Choose a file',
    undone: (count: number, figure: string) => (count === 1 ? '1 patient removed' : `${figure} patients removed`),
    kept: (count: number, figure: string) =>
      count === 0
        ? 'Nothing of the import is left.'
        : count === 1
          ? '1 patient stays: somebody has worked on the chart since.'
          : `${figure} patients stay: somebody has worked on their charts since.`,
    failed: 'It stopped on the way',
    addedBefore: (figure: string) => `${figure} patients had been imported by then.`,
    back: 'Back to the file',
  },
  earlier: 'Brought over before',
  earlierText: (count: string, by: string, at: string) => `${count} patients, by ${by}, ${at}`,
  wasUndone: (at: string) => `Undone ${at}`,
  undoFor: (fileName: string) => `Undo the import of ${fileName}`,
  undoTitle: (fileName: string) => `Undo the import of ${fileName}?`,
  undoText: 'Its patients are removed, but for those on whose charts somebody has worked since.',
}
