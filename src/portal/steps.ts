import { useMemo } from 'react'
import { navigate, useHistoryState } from 'wouter-preact/use-browser-location'
import { property } from './views/property.ts'

/**
 * Where one is within a page: at which question of a form, at which way to come in. It stands in the tab's history, so that Back
 * goes to the step before and F5 stays; never in the address, which is sent to the endpoint (R11.1).
 */
export type Step = {
  /** Null where nobody has gone on yet. */
  readonly name: string | null
  /** How many steps of the same page lie behind it. */
  readonly depth: number
  /** From the list of all answers to one of them, and to the list again. */
  readonly isDetour: boolean
}

const FIRST: Step = { name: null, depth: 0, isDetour: false }

function stepIn(state: unknown): Step {
  const [name, depth] = [property(state, 'step'), property(state, 'depth')]
  if (typeof name !== 'string' || typeof depth !== 'number') return FIRST
  return { name, depth, isDetour: property(state, 'isDetour') === true }
}

export function useStep(): Step {
  const state: unknown = useHistoryState()
  return useMemo(() => stepIn(state), [state])
}

/** @param search what then stands in the address, as far as the endpoint may know it */
export function goToStep(step: string, isDetour = false, search = location.search): void {
  write({ step, depth: stepIn(history.state).depth + 1, isDetour }, false, search)
}

/** What is chosen at this step stands in the address; Back does not lead to what was chosen before. */
export function stayAtStep(step: string, search: string): void {
  const { depth, isDetour } = stepIn(history.state)
  write({ step, depth, isDetour }, true, search)
}

/** Where one went on with what was begun elsewhere: the steps before it lie behind it here too. */
export function beginAt(steps: readonly string[]): void {
  for (const [depth, step] of steps.entries()) write({ step, depth }, depth === 0)
}

/** Back to the page's first step: Back leads from whatever follows to what was before the page. */
export function leaveSteps(then: () => void = () => undefined): void {
  const { depth } = stepIn(history.state)
  if (depth === 0) return then()
  addEventListener('popstate', then, { once: true })
  history.go(-depth)
}

function write(step: object, replace: boolean, search = location.search): void {
  const state = { isInside: property(history.state, 'isInside') === true, ...step }
  navigate(location.pathname + search, { state, replace })
}
