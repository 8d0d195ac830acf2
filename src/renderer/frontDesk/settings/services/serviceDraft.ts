import type { ServiceInSettings } from '../../../../shared/contract/desk/services.ts'
import { QuestionnaireVersionId, StaffId } from '../../../../shared/domain/ids.ts'
import {
  BUFFER_MINUTES,
  SERVICE_MINUTES,
  type ServiceDetails,
  type ServiceField,
} from '../../../../shared/domain/services.ts'
import { PersonName } from '../../../../shared/domain/people.ts'
import type { Changes } from '../../../../shared/domain/threeWay.ts'
import type { Versioned } from '../../../components/conflict/changeOver.ts'
import { wholeNumber } from '../wholeNumber.ts'

/** A service as it is typed: numbers as texts. */
export type ServiceDraft = {
  readonly name: string
  readonly minutes: string
  readonly bufferBeforeMinutes: string
  readonly bufferAfterMinutes: string
  readonly isBookableOnline: boolean
  readonly practitionerIds: readonly string[]
  readonly formIds: readonly string[]
}

export const NEW_SERVICE: ServiceDraft = {
  name: '',
  minutes: '30',
  bufferBeforeMinutes: '0',
  bufferAfterMinutes: '0',
  isBookableOnline: false,
  practitionerIds: [],
  formIds: [],
}

/** A service as two versions of it are compared (R10.7): lists as one text, in whatever order they were chosen. */
export type ServiceValues = Omit<ServiceDetails, 'practitionerIds' | 'formIds'> & {
  readonly practitionerIds: string
  readonly formIds: string
}

export function draftOf(service: ServiceDetails): ServiceDraft {
  return {
    ...service,
    minutes: String(service.minutes),
    bufferBeforeMinutes: String(service.bufferBeforeMinutes),
    bufferAfterMinutes: String(service.bufferAfterMinutes),
  }
}

export function versionedService(service: ServiceInSettings): Versioned<ServiceValues> {
  const { name, minutes, bufferBeforeMinutes, bufferAfterMinutes, isBookableOnline } = service
  const lists = { practitionerIds: joined(service.practitionerIds), formIds: joined(service.formIds) }
  return {
    version: service.version,
    values: { name, minutes, bufferBeforeMinutes, bufferAfterMinutes, isBookableOnline, ...lists },
  }
}

export type ServiceProblems = { readonly [Field in ServiceField]?: 'nameNeeded' | 'outside' }

/** What was typed, or which fields are no values yet (R6.1). */
export function readServiceDraft(
  draft: ServiceDraft,
): { readonly values: ServiceValues } | { readonly problems: ServiceProblems } {
  const name = PersonName.safeParse(draft.name)
  const minutes = wholeNumber(draft.minutes, SERVICE_MINUTES)
  const bufferBeforeMinutes = wholeNumber(draft.bufferBeforeMinutes, BUFFER_MINUTES)
  const bufferAfterMinutes = wholeNumber(draft.bufferAfterMinutes, BUFFER_MINUTES)
  if (name.success && minutes !== null && bufferBeforeMinutes !== null && bufferAfterMinutes !== null) {
    const lists = { practitionerIds: joined(draft.practitionerIds), formIds: joined(draft.formIds) }
    const { isBookableOnline } = draft
    return { values: { name: name.data, minutes, bufferBeforeMinutes, bufferAfterMinutes, isBookableOnline, ...lists } }
  }
  return {
    problems: {
      ...(name.success ? {} : { name: 'nameNeeded' }),
      ...(minutes === null ? { minutes: 'outside' } : {}),
      ...(bufferBeforeMinutes === null ? { bufferBeforeMinutes: 'outside' } : {}),
      ...(bufferAfterMinutes === null ? { bufferAfterMinutes: 'outside' } : {}),
    },
  }
}

/** A whole service as the contract takes it. */
export function detailsOf({ practitionerIds, formIds, ...plain }: ServiceValues): ServiceDetails {
  return { ...plain, practitionerIds: staffIn(practitionerIds), formIds: formsIn(formIds) }
}

/** Changes as the contract takes them. */
export function changesOf({ practitionerIds, formIds, ...plain }: Changes<ServiceValues>): Changes<ServiceDetails> {
  return {
    ...plain,
    ...(practitionerIds === undefined ? {} : { practitionerIds: staffIn(practitionerIds) }),
    ...(formIds === undefined ? {} : { formIds: formsIn(formIds) }),
  }
}

/** The ids of a list that is compared as one text. */
export function parted(list: string): string[] {
  return list === '' ? [] : list.split(' ')
}

const staffIn = (list: string) => parted(list).map((id) => StaffId.parse(id))
const formsIn = (list: string) => parted(list).map((id) => QuestionnaireVersionId.parse(id))

function joined(ids: readonly string[]): string {
  return [...ids].sort().join(' ')
}
