import { linesOf, type OnlineBooking } from '../../../../shared/contract/desk/onlineBooking.ts'
import { FrameSite } from '../../../../shared/domain/booking/sale.ts'
import type { Versioned } from '../../../components/conflict/changeOver.ts'
import { words } from '../../../words/words.ts'
import { wholeNumber } from '../wholeNumber.ts'

export const ONLINE_FIELDS = [
  'isOpen',
  'noticeMinutes',
  'horizonDays',
  'cutOffMinutes',
  'stepMinutes',
  'mostOpen',
  'isApprovedFirst',
  'frameSites',
  'offerMinutes',
] as const
export type OnlineField = (typeof ONLINE_FIELDS)[number]
export type OnlineValues = Pick<OnlineBooking, OnlineField>

export function versionedOnline({ version, ...booking }: OnlineBooking): Versioned<OnlineValues> {
  const { page: _page, ...values } = booking
  return { version, values }
}

/** What is typed, as text: lengths of notice and cut-off in hours. */
export type OnlineDraft = Readonly<Record<Exclude<OnlineField, 'isOpen' | 'isApprovedFirst'>, string>> &
  Pick<OnlineValues, 'isOpen' | 'isApprovedFirst'>

export function draftOfOnline(values: OnlineValues): OnlineDraft {
  return {
    ...values,
    noticeMinutes: String(values.noticeMinutes / 60),
    cutOffMinutes: String(values.cutOffMinutes / 60),
    horizonDays: String(values.horizonDays),
    stepMinutes: String(values.stepMinutes),
    mostOpen: String(values.mostOpen),
    offerMinutes: String(values.offerMinutes),
  }
}

/** Numbers that are typed, with what the contract takes of them. */
export const RANGES = {
  noticeMinutes: { from: 0, to: 720 },
  cutOffMinutes: { from: 0, to: 720 },
  horizonDays: { from: 1, to: 365 },
  stepMinutes: { from: 5, to: 120 },
  mostOpen: { from: 1, to: 50 },
  offerMinutes: { from: 15, to: 1_440 },
} as const
export type NumberField = keyof typeof RANGES
const HOURS: readonly NumberField[] = ['noticeMinutes', 'cutOffMinutes']
export const NUMBER_FIELDS = Object.keys(RANGES) as NumberField[] // its own keys

const MOST_SITES = 10

/** The values that were typed, or a sentence for each field that has none. */
export function readOnlineDraft(
  draft: OnlineDraft,
): { readonly values: OnlineValues } | { readonly problems: Readonly<Partial<Record<OnlineField, string>>> } {
  const problems: Partial<Record<OnlineField, string>> = {}
  const numbers = { noticeMinutes: 0, cutOffMinutes: 0, horizonDays: 0, stepMinutes: 0, mostOpen: 0, offerMinutes: 0 }
  for (const field of NUMBER_FIELDS) {
    const { from, to } = RANGES[field]
    const value = wholeNumber(draft[field], { from, to })
    if (value === null) problems[field] = words.settings.sending.outside(from, to)
    else numbers[field] = HOURS.includes(field) ? value * 60 : value
  }
  const sites = linesOf(draft.frameSites).map((line) => line.trim().replace(/\/+$/, ''))
  const wrong = sites.find((site) => !FrameSite.safeParse(site).success)
  if (wrong !== undefined) problems.frameSites = words.settings.onlineBooking.notSites(wrong)
  else if (sites.length > MOST_SITES) problems.frameSites = words.settings.onlineBooking.tooManySites
  if (Object.keys(problems).length > 0) return { problems }
  const { isOpen, isApprovedFirst } = draft
  return { values: { ...numbers, isOpen, isApprovedFirst, frameSites: sites.join('\n') } }
}
