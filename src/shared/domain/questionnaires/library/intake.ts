import { OPTION_EXCLUSIVE } from '../exclusive.ts'
import type { Questionnaire } from '../types.ts'

const YES_NO_UNSURE = 'https://anteroom.example/codes/yes-no-unsure'
const CONTACT = 'https://anteroom.example/codes/contact-by'
const BEFORE = 'https://anteroom.example/codes/conditions'

function option(system: string, code: string, display: string) {
  return { valueCoding: { system, code, display } }
}

/** R7.3: what a clinic asks a new patient. Nine questions in four groups; the list of allergies is asked when there are any. */
export const intake: Questionnaire = {
  resourceType: 'Questionnaire',
  url: 'https://anteroom.example/Questionnaire/new-patient-intake',
  version: '1.1.0',
  name: 'NewPatientIntake',
  title: 'New patient intake',
  description: 'Before a first visit: how to reach you, your health so far, and what brings you here.',
  status: 'active',
  subjectType: ['Patient'],
  item: [
    {
      linkId: 'about',
      type: 'group',
      text: 'About you',
      item: [
        { linkId: 'called', type: 'string', text: 'What would you like to be called?', maxLength: 200 },
        {
          linkId: 'contact',
          type: 'choice',
          text: 'How may the clinic reach you?',
          required: true,
          repeats: true,
          answerOption: [
            option(CONTACT, 'phone', 'Phone'),
            option(CONTACT, 'email', 'E-mail'),
            option(CONTACT, 'text', 'Text message'),
          ],
        },
        {
          linkId: 'emergency',
          type: 'string',
          text: 'Whom may the clinic call in an emergency? Name and phone number',
          required: true,
          maxLength: 300,
        },
      ],
    },
    {
      linkId: 'health',
      type: 'group',
      text: 'Your health',
      item: [
        {
          linkId: 'conditions',
          type: 'open-choice',
          text: 'Have you ever been treated for any of these?',
          repeats: true,
          answerOption: [
            option(BEFORE, 'heart', 'Heart disease'),
            option(BEFORE, 'pressure', 'High blood pressure'),
            option(BEFORE, 'diabetes', 'Diabetes'),
            option(BEFORE, 'asthma', 'Asthma'),
            { ...option(BEFORE, 'none', 'None of these'), extension: [{ url: OPTION_EXCLUSIVE, valueBoolean: true }] },
          ],
        },
        {
          linkId: 'hasAllergies',
          type: 'choice',
          text: 'Are you allergic to anything?',
          required: true,
          answerOption: [
            option(YES_NO_UNSURE, 'yes', 'Yes'),
            option(YES_NO_UNSURE, 'no', 'No'),
            option(YES_NO_UNSURE, 'unsure', 'Not sure'),
          ],
        },
        {
          linkId: 'allergies',
          type: 'text',
          text: 'What are you allergic to, and what happens?',
          required: true,
          maxLength: 2000,
          enableBehavior: 'any',
          enableWhen: [
            { question: 'hasAllergies', operator: '=', answerCoding: { system: YES_NO_UNSURE, code: 'yes' } },
            { question: 'hasAllergies', operator: '=', answerCoding: { system: YES_NO_UNSURE, code: 'unsure' } },
          ],
        },
      ],
    },
    {
      linkId: 'medicines',
      type: 'group',
      text: 'Medicines',
      item: [
        {
          linkId: 'currentMedicines',
          type: 'text',
          text: 'Which medicines do you take, and how much of each?',
          maxLength: 2000,
        },
      ],
    },
    {
      linkId: 'visit',
      type: 'group',
      text: 'Your visit',
      item: [
        {
          linkId: 'reason',
          type: 'text',
          text: 'What brings you to the clinic?',
          required: true,
          maxLength: 2000,
        },
        { linkId: 'since', type: 'string', text: 'Since when, about?', maxLength: 200 },
        { linkId: 'sinceHint', type: 'display', text: 'For example 9/2026, or last spring.' },
      ],
    },
  ],
}
