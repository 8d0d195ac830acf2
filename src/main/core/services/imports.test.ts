import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { IMPORT_BATCH } from '../../../shared/contract/desk/imports.ts'
import { ImportId, PatientId } from '../../../shared/domain/ids.ts'
import { PatientDetails } from '../../../shared/domain/people.ts'
import { MINUTE } from '../../../shared/domain/time.ts'
import { WORKED_ON_IN } from '../db/imports.ts'
import { addPlan, book, outcomeOf } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'

let clinic: TestClinic
let importId: ImportId

beforeEach(async () => {
  clinic = await openClinic()
  importId = ImportId.parse(clinic.ids())
})
afterEach(() => clinic.close())

const person = (givenName: string, familyName: string, birthOn: string | null = '1985-03-12') =>
  PatientDetails.parse({ givenName, familyName, birthOn, phone: null, email: null })
const rowsOf = (...people: PatientDetails[]) => people.map((each) => ({ ...each, id: PatientId.parse(clinic.ids()) }))
const crowd = (count: number) => Array.from({ length: count }, (_, n) => person(`Guest${n}`, `Of${n}`))
const add = (rows: (PatientDetails & { id: PatientId })[], id = importId) =>
  clinic.client.imports.add({ importId: id, fileName: 'jane-patients.csv', rows })
const undo = () => clinic.client.imports.undo({ importId })
const found = async (query: string) => (await clinic.client.patients.search({ query, limit: 50, offset: 0 })).patients
const actions = async () =>
  (await clinic.context.db.selectFrom('audit').select('action').execute()).map((row) => row.action)

describe('R10.8 patients from another program', () => {
  test('R10.8 are found like any other, with a chart number of their own, and their history says where from', async () => {
    expect(await add(rowsOf(person('Ana', 'Ruiz'), person('Ben', 'Okafor', null)))).toEqual({ added: 2 })

    const [ana] = await found('ruiz')
    expect(ana).toMatchObject({ chartNumber: 1001, givenName: 'Ana', birthOn: '1985-03-12', version: 1, access: null })
    expect((await found('okafor'))[0]?.chartNumber).toBe(1002)
    if (!ana) throw new Error('Ana was not found')
    const history = await clinic.client.patients.history({ patientId: ana.id })
    expect(history.at(-1)).toMatchObject({
      ...{ staffName: clinic.people.admin.name, facts: { action: 'imported', fileName: 'jane-patients.csv' } },
    })
    expect(await clinic.client.imports.list()).toMatchObject([
      { id: importId, fileName: 'jane-patients.csv', count: 2, undoneAt: null, staffName: clinic.people.admin.name },
    ])
    expect((await actions()).filter((action) => action === 'patients.imported')).toHaveLength(1)
  })

  test('R10.8 a batch that is sent again adds nobody twice, and says so', async () => {
    const rows = rowsOf(person('Ana', 'Ruiz'), person('Ben', 'Okafor'))
    await add(rows.slice(0, 1))

    expect(await add(rows)).toEqual({ added: 1 })
    expect(await add(rows)).toEqual({ added: 0 })
    expect(await found('')).toHaveLength(2)
    expect((await actions()).filter((action) => action === 'patients.imported')).toHaveLength(2)
  })

  test('R10.8 a batch with what is no telephone number, or of more rows than are undone at once, is refused', async () => {
    expect(await outcomeOf(add(rowsOf({ ...person('Ana', 'Ruiz'), phone: 'none' })))).toBe('BAD_REQUEST')
    expect(await outcomeOf(add(rowsOf(...crowd(IMPORT_BATCH + 1))))).toBe('BAD_REQUEST')
    expect(await clinic.client.imports.list()).toEqual([])
  })

  test('R10.8 the newest file comes first', async () => {
    await add(rowsOf(person('Ana', 'Ruiz')))
    clinic.later(MINUTE)
    const second = ImportId.parse(clinic.ids())
    await add(rowsOf(person('Ben', 'Okafor')), second)

    expect((await clinic.client.imports.list()).map(({ id }) => id)).toEqual([second, importId])
  })

  test('R10.8 who is most likely on file is told before; who only shares a telephone is not', async () => {
    const known = await clinic.addPatient('Ana Ruiz', { phone: '604 555 0134' })

    const check = await clinic.client.imports.check({
      rows: [
        person('Ben', 'Okafor'),
        person('RUIZ', 'Ána'),
        { ...person('Tom', 'Ruiz', '2015-01-01'), phone: '+1 604 555 0134' },
      ],
    })

    expect(check.map(({ row, patient }) => [row, patient.id])).toEqual([[1, known.id]])
  })

  test('R10.3, R10.8 is for admins alone', async () => {
    clinic.signInAs(clinic.people.lee)
    expect(await outcomeOf(add(rowsOf(person('Ana', 'Ruiz'))))).toBe('FORBIDDEN')
    expect(await outcomeOf(undo())).toBe('FORBIDDEN')
    expect(await outcomeOf(clinic.client.imports.list())).toBe('FORBIDDEN')
    expect(await outcomeOf(clinic.client.imports.check({ rows: [] }))).toBe('FORBIDDEN')
  })
})

describe('R10.8 an import undone', () => {
  test('R10.8 takes out all of it in batches, from the search too, and nobody else', async () => {
    await clinic.addPatient('Cleo Marsh')
    await add(rowsOf(...crowd(IMPORT_BATCH)))
    await add(rowsOf(person('Ana', 'Ruiz')))

    const undoneAt = clinic.clock.now()
    expect(await undo()).toEqual({ removed: IMPORT_BATCH, isDone: false, kept: 0 })
    clinic.later(MINUTE)
    expect(await undo()).toEqual({ removed: 1, isDone: true, kept: 0 })
    expect(await undo()).toEqual({ removed: 0, isDone: true, kept: 0 })

    expect((await found('')).map(({ familyName }) => familyName)).toEqual(['Marsh'])
    expect(await found('guest7')).toEqual([])
    expect(await clinic.context.db.selectFrom('patient').select('id').execute()).toHaveLength(1)
    expect(await clinic.context.db.selectFrom('patient_search').select('rowid').execute()).toHaveLength(1)
    expect(await clinic.client.imports.list()).toMatchObject([{ id: importId, count: 0, undoneAt }])
    expect((await actions()).filter((action) => action === 'patients.importUndone')).toHaveLength(2)
  })

  test('R10.8 who was only looked at goes too; whoever was worked on stays, and is counted', async () => {
    const rows = rowsOf(...['Seen', 'Booked', 'Planned', 'Changed', 'Left'].map((name) => person(name, 'Ruiz')))
    await add(rows)
    const [seen, booked, planned, changed] = rows
    if (!seen || !booked || !planned || !changed) throw new Error('No such row')
    await clinic.client.patients.get({ patientId: seen.id })
    await book(clinic, booked.id, { tell: false })
    await addPlan(clinic, planned.id)
    await clinic.client.patients.change({ id: changed.id, seenVersion: 1, changes: { phone: '604 555 0134' } })

    expect(await undo()).toEqual({ removed: 2, isDone: true, kept: 3 })
    expect(await undo()).toEqual({ removed: 0, isDone: true, kept: 3 })
    expect((await found('ruiz')).map(({ givenName }) => givenName).sort()).toEqual(['Booked', 'Changed', 'Planned'])
    expect(await clinic.client.imports.list()).toMatchObject([{ count: 3 }])
  })

  test('R10.8 nothing more is added to it, and the same file can be brought over again', async () => {
    const rows = rowsOf(person('Ana', 'Ruiz'))
    await add(rows)
    await undo()

    expect(await outcomeOf(add(rows))).toBe('IMPORT_UNDONE')
    expect(await add(rowsOf(person('Ana', 'Ruiz')), ImportId.parse(clinic.ids()))).toEqual({ added: 1 })
    expect(await found('ruiz')).toHaveLength(1)
  })

  test('R10.8 one that never was is not found', async () => {
    expect(await outcomeOf(undo())).toBe('NOT_FOUND')
  })

  test('R10.8 every table that names a patient tells whether somebody was worked on', async () => {
    const tables = clinic.core.context.db.introspection.getTables()
    const named = (await tables).filter(({ columns }) => columns.some(({ name }) => name === 'patient_id'))
    const told: readonly string[] = [...WORKED_ON_IN, 'audit']

    expect(named.map(({ name }) => name).filter((name) => !told.includes(name))).toEqual(['event_not_kept'])
  })
})
