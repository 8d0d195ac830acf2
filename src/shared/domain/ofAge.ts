import { z } from 'zod'
import type { CalendarDay } from './time.ts'
import { ageOn } from './zone.ts'

export const OF_AGE = { from: 10, to: 25, usual: 16 } as const

/** Years. */
export const OfAge = z.number().int().min(OF_AGE.from).max(OF_AGE.to)

/**
 * R5.3: the links of somebody who is of age that date from before they were: their parents', as a rule, which staff look at and end with
 * a reason (R3.5). None of whoever is not of age yet, or has no birth date.
 */
export function linksFromChildhood<Link extends { readonly sinceOn: CalendarDay }>(
  person: { readonly birthOn: CalendarDay | null; readonly on: CalendarDay; readonly ofAge: number },
  links: readonly Link[],
): Link[] {
  const { birthOn, on, ofAge } = person
  if (birthOn === null || (ageOn(birthOn, on) ?? 0) < ofAge) return []
  return links.filter(({ sinceOn }) => (ageOn(birthOn, sinceOn) ?? 0) < ofAge)
}
