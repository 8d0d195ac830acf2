import type { SetUpStep } from '../../../shared/domain/setUp.ts'

export const STEP_NAMES = ['clinic', 'staff', 'services', 'hours', 'connection', 'email', 'recovery'] as const
export type StepName = (typeof STEP_NAMES)[number]

type Step = {
  readonly name: StepName
  /** What of the clinic is missing until it is done; the clinic itself is there once its first step is over. */
  readonly settles: SetUpStep | null
  /** About how long it takes, for somebody who has what it asks for at hand. */
  readonly minutes: number
}

/** R10.8: a clinic from nothing, step by step, each with an address of its own: `/set-up/<name>`. */
export const steps: readonly Step[] = [
  { name: 'clinic', settles: null, minutes: 2 },
  { name: 'staff', settles: 'staff', minutes: 2 },
  { name: 'services', settles: 'services', minutes: 1 },
  { name: 'hours', settles: 'hours', minutes: 1 },
  { name: 'connection', settles: 'connection', minutes: 1 },
  { name: 'email', settles: 'email', minutes: 1 },
  { name: 'recovery', settles: 'recoverySheet', minutes: 2 },
]

/** Where what was done, and what was not, is seen, and the set-up ends. */
export const READY = 'ready'

const PLACES = [...STEP_NAMES, READY] as const

export function hrefOf(place: StepName | typeof READY): string {
  return `/set-up/${place}`
}

/** The step that an address belongs to, `ready`, or null. */
export function placeAt(location: string): StepName | typeof READY | null {
  return PLACES.find((name) => location === hrefOf(name) || location.startsWith(`${hrefOf(name)}/`)) ?? null
}

/** Where the set-up goes on: the first step that is not done. */
export function firstOpen(missing: readonly SetUpStep[]): StepName | typeof READY {
  return steps.find(({ settles }) => settles !== null && missing.includes(settles))?.name ?? READY
}

/** How many minutes about are left. */
export function minutesLeft(done: ReadonlySet<StepName>): number {
  return steps.filter(({ name }) => !done.has(name)).reduce((sum, { minutes }) => sum + minutes, 0)
}

/** Hours are somebody's: without a practitioner they are not done, though it is that which is missing. */
export function doneSteps(missing: readonly SetUpStep[]): ReadonlySet<StepName> {
  const isDone = ({ name, settles }: Step) =>
    (settles === null || !missing.includes(settles)) && (name !== 'hours' || !missing.includes('staff'))
  return new Set(steps.filter(isDone).map(({ name }) => name))
}
