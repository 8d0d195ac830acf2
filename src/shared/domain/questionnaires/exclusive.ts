import type { AnswerOption } from './types.ts'

/** FHIR's own extension, which the schema passes through unread. */
export const OPTION_EXCLUSIVE = 'http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive'

/** Whether an option, "None of these", cannot be chosen together with another (R7.2). */
export function isExclusive(option: AnswerOption): boolean {
  const extensions: unknown = option['extension']
  if (!Array.isArray(extensions)) return false
  return extensions.some(
    (each: unknown) =>
      typeof each === 'object' &&
      each !== null &&
      'url' in each &&
      each.url === OPTION_EXCLUSIVE &&
      'valueBoolean' in each &&
      each.valueBoolean === true,
  )
}
