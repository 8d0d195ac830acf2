import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PatientId, PlanId } from '../../../shared/domain/ids.ts'
import type { DraftStore } from './draftStore.ts'

export type PlanOf = { readonly patientId: PatientId; readonly planId: PlanId }
type Left = ReadonlyMap<PlanId, { readonly patientId: PatientId; readonly draft: DraftStore }>

/** What people are writing in one window. */
export type Drafts = {
  /** What was left with something that is not kept yet. */
  readonly left: StoreApi<Left>
  /** As it was left, where something of it is not kept yet; else what `make` makes. */
  readonly open: (plan: PlanOf, make: () => DraftStore) => DraftStore
  /** Its editor is gone: what was typed is saved, and what cannot be is there again when it is opened next. */
  readonly leave: (plan: PlanOf, draft: DraftStore) => void
  readonly forget: () => void
}

export function createDrafts(): Drafts {
  const left = createStore<Left>(() => new Map())
  return {
    left,
    open: ({ planId }, make) => left.getState().get(planId)?.draft ?? make(),
    leave: ({ patientId, planId }, draft) => {
      draft.close()
      const others = [...left.getState()].filter(([id]) => id !== planId)
      const isKept = draft.getState().status === 'saved'
      left.setState(new Map(isKept ? others : [...others, [planId, { patientId, draft }]]), true)
    },
    forget: () => left.setState(new Map(), true),
  }
}

/** A patient's plans that were left with something that is not kept yet, also those that were never saved. */
export function leftOf(left: Left, patientId: PatientId): PlanId[] {
  return [...left].filter(([, each]) => each.patientId === patientId).map(([planId]) => planId)
}
