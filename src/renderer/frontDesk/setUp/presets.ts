import { serviceNameKey } from '../../../shared/domain/services.ts'
import type { words } from '../../words/words.ts'

export const PRESETS = ['several', 'naturopathy', 'physiotherapy', 'massage', 'counselling', 'empty'] as const
export type PresetName = (typeof PRESETS)[number]

type PresetService = {
  readonly name: keyof typeof words.setUp.presets.services
  readonly minutes: number
  readonly before: number
  readonly after: number
  readonly isBookableOnline: boolean
  /** Its confirmation offers the intake form, if the clinic has it. */
  readonly asksIntake: boolean
  /** Chosen at first; the others are there to be chosen. */
  readonly isTaken: boolean
}

type Rest = Partial<Omit<PresetService, 'name' | 'minutes'>>

function of(name: PresetService['name'], minutes: number, rest: Rest = {}): PresetService {
  return { name, minutes, before: 0, after: 0, isBookableOnline: true, asksIntake: false, isTaken: true, ...rest }
}

const call = of('phoneCall', 15, { isBookableOnline: false })
const homeVisit = { before: 30, after: 30, isBookableOnline: false, isTaken: false } as const

/** R10.8: what clinics of a profession begin with. Every figure of it can be changed before it is taken over, and later. */
export const presets: Readonly<Record<PresetName, readonly PresetService[]>> = {
  several: [
    of('initial', 45, { after: 10, asksIntake: true }),
    of('naturopathicFollowUp', 30),
    of('physiotherapy', 20, { after: 5 }),
    of('massage60', 60, { after: 10 }),
    of('massage90', 90, { after: 15 }),
    call,
    of('acupuncture', 45, { after: 10, asksIntake: true, isBookableOnline: false, isTaken: false }),
    of('homeVisit', 60, homeVisit),
  ],
  naturopathy: [
    of('naturopathicInitial', 75, { after: 15, asksIntake: true }),
    of('naturopathicFollowUp', 30, { after: 5 }),
    of('acupuncture', 45, { after: 10 }),
    call,
    of('acute', 20, { isBookableOnline: false, isTaken: false }),
  ],
  physiotherapy: [
    of('physioInitial', 45, { after: 10, asksIntake: true }),
    of('physiotherapy', 20, { after: 5 }),
    of('manual', 30, { after: 5 }),
    of('exercise', 45, { after: 10, isTaken: false }),
    of('homeVisit', 45, homeVisit),
  ],
  massage: [
    of('massage30', 30, { after: 10 }),
    of('massage60', 60, { after: 10 }),
    of('massage90', 90, { after: 15 }),
    of('massageInitial', 75, { after: 15, asksIntake: true }),
    of('drainage', 60, { after: 15, isTaken: false }),
  ],
  counselling: [
    of('firstTalk', 60, { after: 15, asksIntake: true }),
    of('session', 50, { after: 10 }),
    of('couple', 80, { after: 10 }),
    call,
    of('group', 90, { after: 15, isBookableOnline: false, isTaken: false }),
  ],
  empty: [],
}

/** Places of names that another row above has: of two services with one name nobody could tell which is booked. */
export function namedTwice(names: readonly string[]): ReadonlySet<number> {
  const keys = names.map(serviceNameKey)
  return new Set(keys.flatMap((key, at) => (key !== '' && keys.indexOf(key) < at ? [at] : [])))
}
