import { expect, test } from 'vitest'
import { ServiceDetails } from '../../../shared/domain/services.ts'
import { PRESETS } from './presets.ts'
import {
  emptyRow,
  firstDraft,
  INTAKE,
  readRows,
  rowsOfPreset,
  ServicesDraft,
  withPreset,
  type ServiceRow,
} from './servicesDraft.ts'

const FORM = '01900000-0000-7000-8000-000000000001'
const formIdOf = (form: string) => (form === INTAKE ? FORM : undefined)

const row = (part: Partial<ServiceRow>): ServiceRow => ({ ...emptyRow(), name: 'Massage', ...part })
const problemsOf = (rows: readonly ServiceRow[]) => {
  const read = readRows(rows, formIdOf)
  return 'problems' in read ? rows.map(({ id }) => read.problems.get(id) ?? null) : []
}

test.each(PRESETS)('R10.8 the set of a profession is taken over as it stands: %s', (preset) => {
  const rows = rowsOfPreset(preset)
  const read = readRows(
    rows.map((each) => ({ ...each, isTaken: true })),
    formIdOf,
  )

  const services = 'services' in read ? read.services : null
  expect(services?.map(({ details }) => ServiceDetails.parse(details).name)).toEqual(rows.map(({ name }) => name))
})

test('R10.8 only what is chosen is taken over, with its form where the clinic has it', () => {
  const rows = [row({ form: INTAKE }), row({ name: 'Call', isTaken: false }), row({ name: 'Talk', form: 'gone' })]

  expect(readRows(rows, formIdOf)).toMatchObject({
    services: [
      { id: rows[0]?.id, details: { formIds: [FORM] } },
      { id: rows[2]?.id, details: { formIds: [] } },
    ],
  })
})

test('R10.8 what is wrong is said of the row it is wrong in: no name, no number, a name that is there above', () => {
  const rows = [row({}), row({ name: ' massage ' }), row({ name: '' }), row({ name: 'Long', minutes: '601' })]

  expect(problemsOf(rows)).toEqual([
    null,
    { fields: {}, isNamedTwice: true },
    { fields: { name: 'nameNeeded' }, isNamedTwice: false },
    { fields: { minutes: 'outside' }, isNamedTwice: false },
  ])
  expect(problemsOf([row({}), row({ isTaken: false, minutes: '?' })])).toEqual([])
})

test('R10.8 another set may be looked at: what was changed in this one is there again, also after F5', () => {
  const changed = { ...firstDraft(), sets: { several: [row({ name: 'Changed' })] } }

  const looked = withPreset(withPreset(changed, 'massage'), 'several')

  expect(looked.sets.several).toEqual(changed.sets.several)
  expect(looked.sets.massage).toHaveLength(rowsOfPreset('massage').length)
  expect(ServicesDraft.parse(JSON.parse(JSON.stringify(looked)))).toEqual(looked)
})
