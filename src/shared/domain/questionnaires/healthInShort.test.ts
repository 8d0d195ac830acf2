import { expect, test } from 'vitest'
import { Instant } from '../time.ts'
import { buildResponse } from './engine.ts'
import { healthInShort } from './healthInShort.ts'
import { intake } from './library/intake.ts'
import type { Answers } from './answers.ts'

const words = { yes: 'Yes', no: 'No', date: (on: string) => on, month: (month: string) => month }
const coded = (code: string, display: string) => [{ valueCoding: { code, display } }]
const said = (text: string) => [{ valueString: text }]

function submission(answers: Answers, on = '2026-11-03', state = 'filed', questionnaire = intake) {
  const submittedAt = Instant.parse(`${on}T09:00:00.000Z`)
  return {
    title: intake.title ?? '',
    state,
    submittedAt,
    questionnaire,
    response: buildResponse(intake, answers, submittedAt),
  }
}

const latex = {
  contact: coded('phone', 'Phone'),
  emergency: said('Jorge Ruiz, 604 555 0140'),
  conditions: coded('asthma', 'Asthma'),
  hasAllergies: coded('yes', 'Yes'),
  allergies: said('Latex, contact rash'),
  currentMedicines: said('Levothyroxine 50 µg'),
}

test('R10.2 health in short is what the newest filed intake says, and names the form and its day', () => {
  const older = submission({ ...latex, allergies: said('Nuts') }, '2026-10-01')

  expect(healthInShort([older, submission(latex)], words)).toEqual({
    title: 'New patient intake',
    submittedAt: '2026-11-03T09:00:00.000Z',
    allergies: { kind: 'listed', text: 'Latex, contact rash' },
    medicines: 'Levothyroxine 50 µg',
    conditions: 'Asthma',
    emergency: 'Jorge Ruiz, 604 555 0140',
    reachedBy: 'Phone',
  })
})

test('R10.2 no answer is never taken for “none”', () => {
  const allergiesOf = (answers: Answers) => healthInShort([submission(answers)], words)?.allergies

  expect(allergiesOf({ hasAllergies: coded('no', 'No') })).toEqual({ kind: 'none' })
  expect(allergiesOf({ hasAllergies: coded('unsure', 'Not sure'), allergies: said('Perhaps bees') })).toEqual({
    kind: 'unsure',
    text: 'Perhaps bees',
  })
  expect(allergiesOf({})).toEqual({ kind: 'unanswered' })
  expect(healthInShort([submission({})], words)?.medicines).toBeNull()
})

test('R10.2 what is not filed, or is another form, says nothing of a patient’s health', () => {
  const other = { ...intake, url: 'https://anteroom.example/Questionnaire/other' }

  expect(healthInShort([], words)).toBeNull()
  expect(healthInShort([submission(latex, '2026-11-03', 'received')], words)).toBeNull()
  expect(healthInShort([submission(latex, '2026-11-03', 'setAside')], words)).toBeNull()
  expect(healthInShort([submission(latex, '2026-11-03', 'filed', other)], words)).toBeNull()
})
