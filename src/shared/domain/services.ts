import { z } from 'zod'
import { QuestionnaireVersionId, StaffId } from './ids.ts'
import { PersonName } from './people.ts'
import type { Changes } from './threeWay.ts'

/** No visit is shorter or longer, in minutes. */
export const SERVICE_MINUTES = { from: 5, to: 600 } as const
/** Kept free before and after a visit, in minutes. */
export const BUFFER_MINUTES = { from: 0, to: 120 } as const

const buffer = z.number().int().min(BUFFER_MINUTES.from).max(BUFFER_MINUTES.to)

/** R6.1: what a clinic says of a service. */
export const ServiceDetails = z.object({
  name: PersonName,
  minutes: z.number().int().min(SERVICE_MINUTES.from).max(SERVICE_MINUTES.to),
  bufferBeforeMinutes: buffer,
  bufferAfterMinutes: buffer,
  isBookableOnline: z.boolean(),
  /** Who offers it; nobody named: everybody does. */
  practitionerIds: z.array(StaffId).max(200),
  /** Smart Forms that its confirmation offers to send. */
  formIds: z.array(QuestionnaireVersionId).max(20),
})
export type ServiceDetails = z.infer<typeof ServiceDetails>

export const SERVICE_FIELDS = [
  'name',
  'minutes',
  'bufferBeforeMinutes',
  'bufferAfterMinutes',
  'isBookableOnline',
  'practitionerIds',
  'formIds',
] as const satisfies readonly (keyof ServiceDetails)[]
export const ServiceField = z.enum(SERVICE_FIELDS)
export type ServiceField = z.infer<typeof ServiceField>

/** What of `wanted` differs from how the service stands; lists in any order are the same lists. */
export function serviceChanges(stands: ServiceDetails, wanted: Changes<ServiceDetails>): ServiceField[] {
  return SERVICE_FIELDS.filter((field) => {
    const value = wanted[field]
    return value !== undefined && canonical(value) !== canonical(stands[field])
  })
}

/** What two names share that people would take for one: letters whatever their case, without outer and doubled spaces. */
export function serviceNameKey(name: string): string {
  return name.trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('en')
}

function canonical(value: ServiceDetails[ServiceField]): string {
  return typeof value === 'object' ? [...value].sort().join(' ') : String(value)
}
