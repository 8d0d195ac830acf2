import { expect, test } from 'vitest'
import { Questionnaire, QuestionnaireResponse } from '../../../shared/domain/questionnaires/types.ts'
import { strayAnswers } from './strayAnswers.ts'

test('R7.5 an answer to a question that the form does not have is shown, not lost', () => {
  const questionnaire = Questionnaire.parse({
    resourceType: 'Questionnaire',
    title: 'Intake',
    status: 'active',
    item: [{ linkId: 'about', type: 'group', item: [{ linkId: 'name', type: 'string' }] }],
  })
  const response = QuestionnaireResponse.parse({
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    item: [
      { linkId: 'about', item: [{ linkId: 'name', answer: [{ valueString: 'Ana' }] }] },
      { linkId: 'invented', answer: [{ valueString: '<script>' }] },
    ],
  })

  expect(strayAnswers(questionnaire, response)).toEqual([{ linkId: 'invented', text: '[{"valueString":"<script>"}]' }])
})
