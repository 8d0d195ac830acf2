import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answers } from './answers.ts'
import { buildResponse } from './engine.ts'
import { intake } from './library/intake.ts'
import type { Answer, Questionnaire, QuestionnaireItem, QuestionnaireResponse } from './types.ts'
import { validateAnswers, validateResponse } from './validate.ts'

const AT = '2026-03-02T09:00:00.000Z'
const YES_NO = 'https://anteroom.example/codes/yes-no-unsure'
const good: Answers = {
  contact: [{ valueCoding: { system: 'https://anteroom.example/codes/contact-by', code: 'phone', display: 'Phone' } }],
  emergency: [{ valueString: 'Luis, 604 555 0199' }],
  hasAllergies: [{ valueCoding: { system: YES_NO, code: 'no', display: 'No' } }],
  reason: [{ valueString: 'A check-up' }],
}

function problemsOf(item: Omit<QuestionnaireItem, 'linkId'>, ...given: Answer[]): string[] {
  const questionnaire: Questionnaire = {
    resourceType: 'Questionnaire',
    title: 'A form',
    status: 'active',
    item: [{ linkId: 'it', ...item } as QuestionnaireItem], // Omit loses the index signature's known keys
  }
  return validateAnswers(questionnaire, { it: given }).map(({ problem }) => problem)
}

test('R7.5 answers that keep the rules have no problem, on either side', () => {
  expect(validateAnswers(intake, good)).toEqual([])
  expect(validateResponse(intake, buildResponse(intake, good, AT))).toEqual([])
})

test('R7.4 what must be answered is named in the order of the form', () => {
  expect(validateAnswers(intake, { ...good, contact: [], reason: [{ valueString: '  ' }] })).toEqual([
    { linkId: 'contact', problem: 'required' },
    { linkId: 'reason', problem: 'required' },
  ])
})

test('R7.4 a question is required only while it is asked', () => {
  const allergic: Answers = { ...good, hasAllergies: [{ valueCoding: { system: YES_NO, code: 'yes' } }] }

  expect(validateAnswers(intake, allergic)).toEqual([{ linkId: 'allergies', problem: 'required' }])
})

test.each<[string, Omit<QuestionnaireItem, 'linkId'>, Answer[], string[]]>([
  ['false is an answer', { type: 'boolean', required: true }, [{ valueBoolean: false }], []],
  ['zero is an answer', { type: 'integer', required: true }, [{ valueInteger: 0 }], []],
  ['another kind of value', { type: 'integer' }, [{ valueString: '3' }], ['wrongType']],
  ['two values in one answer', { type: 'integer' }, [{ valueInteger: 3, valueString: '3' }], ['wrongType']],
  ['half a number', { type: 'integer' }, [{ valueInteger: 1.5 }], ['wrongType']],
  ['no such day', { type: 'date' }, [{ valueDate: '2026-02-30' }], ['wrongType']],
  ['a month alone', { type: 'date' }, [{ valueDate: '2026-02' }], []],
  ['no such time', { type: 'time' }, [{ valueTime: '25:00' }], ['wrongType']],
  ['an instant', { type: 'dateTime' }, [{ valueDateTime: AT }], []],
  ['too long', { type: 'string', maxLength: 3 }, [{ valueString: 'four' }], ['tooLong']],
  ['three emoji are three letters', { type: 'string', maxLength: 3 }, [{ valueString: '🦷🦷🦷' }], []],
  ['two answers', { type: 'string' }, [{ valueString: 'a' }, { valueString: 'b' }], ['tooMany']],
  ['two answers where it repeats', { type: 'string', repeats: true }, [{ valueString: 'a' }, { valueString: 'b' }], []],
  ['no option', { type: 'choice', answerOption: [{ valueString: 'a' }] }, [{ valueString: 'b' }], ['notAnOption']],
  ['free text where it is open', { type: 'open-choice', answerOption: [] }, [{ valueString: 'b' }], []],
  ['below the limit', withLimit('minValue', 1), [{ valueInteger: 0 }], ['tooSmall']],
  ['above the limit', withLimit('maxValue', 10), [{ valueInteger: 11 }], ['tooLarge']],
])('R7.2 %s', (_name, item, given, problems) => {
  expect(problemsOf(item, ...given)).toEqual(problems)
})

function withLimit(name: 'minValue' | 'maxValue', valueInteger: number): Omit<QuestionnaireItem, 'linkId'> {
  return { type: 'integer', extension: [{ url: `http://hl7.org/fhir/StructureDefinition/${name}`, valueInteger }] }
}

test('R7.5 an answer to a hidden question, to an unknown one, and an unfinished response are reported', () => {
  const sent = buildResponse(intake, good, AT)
  const response: QuestionnaireResponse = {
    ...sent,
    status: 'in-progress',
    item: [
      ...(sent.item ?? []),
      { linkId: 'allergies', answer: [{ valueString: 'Penicillin' }] },
      { linkId: 'stranger', answer: [{ valueString: 'x' }] },
    ],
  }

  expect(validateResponse(intake, response)).toEqual([
    { linkId: '', problem: 'notCompleted' },
    { linkId: 'allergies', problem: 'notAsked' },
    { linkId: 'stranger', problem: 'unknownQuestion' },
  ])
})

test('R7.4, R7.5 whatever answers the portal lets through, the desk takes', () => {
  const value = fc.oneof(
    fc.record({ valueString: fc.string() }),
    fc.record({ valueBoolean: fc.boolean() }),
    fc.constantFrom(...Object.values(good).flat()),
  )
  const linkIds = ['called', 'contact', 'emergency', 'conditions', 'hasAllergies', 'allergies', 'reason', 'since']
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...linkIds), fc.array(value, { maxLength: 2 })), (some) => {
      const answers = { ...good, ...some }
      const before = validateAnswers(intake, answers)
      // Nothing empty is sent: the portal alone asks what else there is.
      fc.pre(before.every(({ problem }) => problem !== 'otherEmpty'))
      expect(validateResponse(intake, buildResponse(intake, answers, AT))).toEqual(before)
    }),
  )
})

test('R7.2 "None of these" together with another choice is said, on either side', () => {
  const coding = (code: string) => ({ valueCoding: { system: 'https://anteroom.example/codes/conditions', code } })
  const both: Answers = { ...good, conditions: [coding('none'), coding('asthma')] }

  expect(validateAnswers(intake, both)).toEqual([{ linkId: 'conditions', problem: 'notTogether' }])
  expect(validateResponse(intake, buildResponse(intake, both, AT))).toEqual([
    { linkId: 'conditions', problem: 'notTogether' },
  ])
  expect(validateAnswers(intake, { ...good, conditions: [coding('none')] })).toEqual([])
  expect(validateAnswers(intake, { ...good, conditions: [coding('asthma'), coding('heart')] })).toEqual([])
})

test('R7.2 "Something else" asks what', () => {
  expect(validateAnswers(intake, { ...good, conditions: [{ valueString: ' ' }] })).toEqual([
    { linkId: 'conditions', problem: 'otherEmpty' },
  ])
  expect(validateAnswers(intake, { ...good, conditions: [{ valueString: 'Migraine' }] })).toEqual([])
})

test.each(['9/2026', 'last spring'])('R7.2 "Since when, about?" takes %s', (since) => {
  expect(validateAnswers(intake, { ...good, since: [{ valueString: since }] })).toEqual([])
})
