import { z } from 'zod'
import { ServiceId } from '../../../shared/domain/ids.ts'
import type { ServiceDetails } from '../../../shared/domain/services.ts'
import { newId } from '../../format/newId.ts'
import { words } from '../../words/words.ts'
import { detailsOf, NEW_SERVICE, readServiceDraft, type ServiceProblems } from '../settings/services/serviceDraft.ts'
import { namedTwice, PRESETS, presets, type PresetName } from './presets.ts'

const Row = z.object({
  /** Made here, so that a double click adds it once. */
  id: ServiceId,
  isTaken: z.boolean(),
  name: z.string(),
  minutes: z.string(),
  bufferBeforeMinutes: z.string(),
  bufferAfterMinutes: z.string(),
  isBookableOnline: z.boolean(),
  /** `intake`: that form of the library, whichever id it has here; empty for none. */
  form: z.string(),
})
export type ServiceRow = z.infer<typeof Row>

/** The set that is being made up, and the others as they were left when another was chosen. */
export const ServicesDraft = z.object({
  preset: z.enum(PRESETS),
  sets: z.partialRecord(z.enum(PRESETS), z.array(Row).max(50)),
})
export type ServicesDraft = z.infer<typeof ServicesDraft>

export const INTAKE = 'intake'

/** What a profession begins with, before anything of it is changed. */
export function rowsOfPreset(preset: PresetName): ServiceRow[] {
  return presets[preset].map((service) => ({
    id: ServiceId.parse(newId()),
    isTaken: service.isTaken,
    name: words.setUp.presets.services[service.name],
    minutes: String(service.minutes),
    bufferBeforeMinutes: String(service.before),
    bufferAfterMinutes: String(service.after),
    isBookableOnline: service.isBookableOnline,
    form: service.asksIntake ? INTAKE : '',
  }))
}

/** Another set is chosen; what was changed in any of them stays with it. */
export function withPreset({ sets }: ServicesDraft, preset: PresetName): ServicesDraft {
  return { preset, sets: { ...sets, [preset]: sets[preset] ?? rowsOfPreset(preset) } }
}

export function firstDraft(): ServicesDraft {
  return withPreset({ preset: 'several', sets: {} }, 'several')
}

export function emptyRow(): ServiceRow {
  const { name, minutes, bufferBeforeMinutes, bufferAfterMinutes, isBookableOnline } = NEW_SERVICE
  const id = ServiceId.parse(newId())
  return { id, isTaken: true, name, minutes, bufferBeforeMinutes, bufferAfterMinutes, isBookableOnline, form: '' }
}

/** What is wrong with a row; two of one name could not be told apart when a visit is booked. */
export type RowProblems = { readonly fields: ServiceProblems; readonly isNamedTwice: boolean }

/**
 * The services that are chosen, as the contract takes them, or what is wrong with which row.
 * @param formIdOf the id of a form that a row names; undefined where the library does not have it
 */
export function readRows(
  rows: readonly ServiceRow[],
  formIdOf: (form: string) => string | undefined,
):
  | { readonly services: readonly { readonly id: ServiceId; readonly details: ServiceDetails }[] }
  | { readonly problems: ReadonlyMap<ServiceId, RowProblems> } {
  const taken = rows.filter(({ isTaken }) => isTaken)
  const twice = namedTwice(taken.map(({ name }) => name))
  const problems = new Map<ServiceId, RowProblems>()
  const services = taken.flatMap((row, at) => {
    const formId = formIdOf(row.form)
    const read = readServiceDraft({ ...row, practitionerIds: [], formIds: formId === undefined ? [] : [formId] })
    const found: RowProblems = { fields: 'problems' in read ? read.problems : {}, isNamedTwice: twice.has(at) }
    if ('problems' in read || found.isNamedTwice) problems.set(row.id, found)
    return 'values' in read ? [{ id: row.id, details: detailsOf(read.values) }] : []
  })
  return problems.size > 0 ? { problems } : { services }
}
