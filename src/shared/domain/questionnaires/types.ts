import { z } from 'zod'

/**
 * FHIR R4 `Questionnaire` and `QuestionnaireResponse` (R7.1): the parts this program acts on are typed, everything else
 * passes through untouched (`looseObject`), so that import and export lose nothing.
 */
export const Coding = z.looseObject({
  system: z.string().optional(),
  code: z.string().optional(),
  display: z.string().optional(),
})
export type Coding = z.infer<typeof Coding>

export const ItemType = z.enum([
  'group',
  'display',
  'boolean',
  'decimal',
  'integer',
  'date',
  'dateTime',
  'time',
  'string',
  'text',
  'url',
  'choice',
  'open-choice',
  'attachment',
  'quantity',
  'reference',
])
export type ItemType = z.infer<typeof ItemType>

export const AnswerOption = z.looseObject({
  valueCoding: Coding.optional(),
  valueString: z.string().optional(),
  valueInteger: z.number().int().optional(),
})
export type AnswerOption = z.infer<typeof AnswerOption>

export const EnableWhen = z.looseObject({
  question: z.string(),
  operator: z.enum(['exists', '=', '!=', '>', '<', '>=', '<=']),
  answerBoolean: z.boolean().optional(),
  answerString: z.string().optional(),
  answerInteger: z.number().int().optional(),
  answerDecimal: z.number().optional(),
  answerDate: z.string().optional(),
  answerCoding: Coding.optional(),
})
export type EnableWhen = z.infer<typeof EnableWhen>

export type QuestionnaireItem = {
  linkId: string
  text?: string | undefined
  type: ItemType
  required?: boolean | undefined
  repeats?: boolean | undefined
  maxLength?: number | undefined
  answerOption?: AnswerOption[] | undefined
  enableWhen?: EnableWhen[] | undefined
  enableBehavior?: 'all' | 'any' | undefined
  item?: QuestionnaireItem[] | undefined
  [other: string]: unknown
}
export const QuestionnaireItem: z.ZodType<QuestionnaireItem> = z.looseObject({
  linkId: z.string().min(1),
  text: z.string().optional(),
  type: ItemType,
  required: z.boolean().optional(),
  repeats: z.boolean().optional(),
  maxLength: z.number().int().positive().optional(),
  answerOption: z.array(AnswerOption).optional(),
  enableWhen: z.array(EnableWhen).optional(),
  enableBehavior: z.enum(['all', 'any']).optional(),
  get item() {
    return z.array(QuestionnaireItem).optional()
  },
})

export const Questionnaire = z.looseObject({
  resourceType: z.literal('Questionnaire'),
  url: z.string().optional(),
  version: z.string().optional(),
  title: z.string(),
  description: z.string().optional(),
  status: z.enum(['draft', 'active', 'retired', 'unknown']),
  item: z.array(QuestionnaireItem),
})
export type Questionnaire = z.infer<typeof Questionnaire>

export const Answer = z.looseObject({
  valueBoolean: z.boolean().optional(),
  valueDecimal: z.number().optional(),
  valueInteger: z.number().int().optional(),
  valueDate: z.string().optional(),
  valueDateTime: z.string().optional(),
  valueTime: z.string().optional(),
  valueString: z.string().optional(),
  valueUri: z.string().optional(),
  valueCoding: Coding.optional(),
})
export type Answer = z.infer<typeof Answer>

export type ResponseItem = {
  linkId: string
  text?: string | undefined
  answer?: Answer[] | undefined
  item?: ResponseItem[] | undefined
  [other: string]: unknown
}
export const ResponseItem: z.ZodType<ResponseItem> = z.looseObject({
  linkId: z.string(),
  text: z.string().optional(),
  answer: z.array(Answer).optional(),
  get item() {
    return z.array(ResponseItem).optional()
  },
})

export const QuestionnaireResponse = z.looseObject({
  resourceType: z.literal('QuestionnaireResponse'),
  questionnaire: z.string().optional(),
  status: z.enum(['in-progress', 'completed', 'amended', 'entered-in-error', 'stopped']),
  authored: z.string().optional(),
  item: z.array(ResponseItem).optional(),
})
export type QuestionnaireResponse = z.infer<typeof QuestionnaireResponse>
