import { isSameCoding } from '../../shared/domain/questionnaires/answers.ts'
import type { Answer, AnswerOption, QuestionnaireItem } from '../../shared/domain/questionnaires/types.ts'
import { property } from './property.ts'

/**
 * Between what a person types and a FHIR answer. What is not yet a value of the question's type is kept as text, so that
 * nothing typed is lost; the engine then says that it is of the wrong type.
 */
export function answerOfText(type: QuestionnaireItem['type'], typed: string): Answer | null {
  if (typed.trim() === '') return null
  switch (type) {
    case 'integer':
      return /^[+-]?\d{1,15}$/.test(typed.trim()) ? { valueInteger: Number(typed) } : { valueString: typed }
    case 'decimal':
      return isNumber(typed) ? { valueDecimal: numberOf(typed) } : { valueString: typed }
    case 'quantity':
      return isNumber(typed) ? { valueQuantity: { value: numberOf(typed) } } : { valueString: typed }
    case 'url':
      return { valueUri: typed }
    case 'time':
      return { valueTime: /^\d\d:\d\d$/.test(typed) ? `${typed}:00` : typed }
    default:
      return { valueString: typed }
  }
}

/** A comma is a decimal point to half the world. */
function isNumber(typed: string): boolean {
  return /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/.test(typed.trim()) && Number.isFinite(numberOf(typed))
}

function numberOf(typed: string): number {
  return Number(typed.trim().replace(',', '.'))
}

export function textOfAnswer(answer: Answer | undefined): string {
  if (!answer) return ''
  const { valueString, valueUri, valueTime, valueInteger, valueDecimal, valueQuantity } = answer
  const quantity = property(valueQuantity, 'value')
  const number = valueInteger ?? valueDecimal ?? (typeof quantity === 'number' ? quantity : undefined)
  return valueString ?? valueUri ?? valueTime?.slice(0, 5) ?? (number === undefined ? '' : String(number))
}

export type DateParts = { readonly day: string; readonly month: string; readonly year: string; readonly time: string }
export const NO_DATE: DateParts = { day: '', month: '', year: '', time: '' }

/** An ISO day from what stands in the three fields; null unless it is a real day. */
export function isoDay({ day, month, year }: DateParts): string | null {
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return null
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null
}

/** @param offsetOf minutes east of UTC that the device's clock has at a local date and time */
export function answerOfDate(
  type: 'date' | 'dateTime',
  parts: DateParts,
  offsetOf: (local: string) => number,
): Answer | null {
  if (parts.day + parts.month + parts.year + parts.time === '') return null
  const iso = isoDay(parts)
  if (!iso) return { valueString: [parts.day, parts.month, parts.year, parts.time].join('/') }
  if (type === 'date') return { valueDate: iso }
  if (!/^\d\d:\d\d$/.test(parts.time)) return { valueDateTime: iso }
  const local = `${iso}T${parts.time}:00`
  return { valueDateTime: `${local}${offsetText(offsetOf(local))}` }
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  const hours = String(Math.floor(size / 60)).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`
}

export function deviceOffset(local: string): number {
  return -new Date(local).getTimezoneOffset()
}

export function partsOfDate(answer: Answer | undefined): DateParts {
  if (!answer) return NO_DATE
  const { valueDate, valueDateTime, valueString } = answer
  if (valueString !== undefined) {
    const [day = '', month = '', year = '', time = ''] = valueString.split('/')
    return { day, month, year, time }
  }
  const [date = '', clock = ''] = (valueDate ?? valueDateTime ?? '').split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  return { day, month, year, time: clock.slice(0, 5) }
}

export function answerOfOption(option: AnswerOption): Answer {
  if (option.valueCoding) return { valueCoding: option.valueCoding }
  if (option.valueString !== undefined) return { valueString: option.valueString }
  return option.valueInteger === undefined ? {} : { valueInteger: option.valueInteger }
}

export function optionText(option: AnswerOption): string {
  const { valueCoding, valueString, valueInteger } = option
  return valueCoding?.display ?? valueCoding?.code ?? valueString ?? String(valueInteger ?? '')
}

export function isChosen(option: AnswerOption, answer: Answer): boolean {
  if (option.valueCoding && answer.valueCoding) return isSameCoding(option.valueCoding, answer.valueCoding)
  if (option.valueString !== undefined) return option.valueString === answer.valueString
  return option.valueInteger !== undefined && option.valueInteger === answer.valueInteger
}

const UNIT = 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit'

/** The unit that a quantity is asked in, "cm"; null when the form names none. */
export function unitOf(item: QuestionnaireItem): string | null {
  const extensions: unknown = item['extension']
  if (!Array.isArray(extensions)) return null
  // `isArray` makes it `any[]`; nothing is known of what is in it.
  for (const extension of extensions as unknown[]) {
    const coding = property(extension, 'valueCoding')
    const display = property(coding, 'display') ?? property(coding, 'code')
    if (property(extension, 'url') === UNIT && typeof display === 'string') return display
  }
  return null
}
