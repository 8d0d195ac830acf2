import type { DraftStore } from './draftStore.ts'

/** What people are writing in one window, by plan. */
export type Drafts = {
  /** As it was left, where something of it is not kept yet; else what `make` makes. */
  readonly open: (planId: string, make: () => DraftStore) => DraftStore
  /** Its editor is gone: what was typed is saved, and what cannot be is there again when it is opened next. */
  readonly leave: (planId: string, draft: DraftStore) => void
  readonly forget: () => void
}

export function createDrafts(): Drafts {
  const left = new Map<string, DraftStore>()
  return {
    open: (planId, make) => left.get(planId) ?? make(),
    leave: (planId, draft) => {
      draft.close()
      if (draft.getState().status === 'saved') left.delete(planId)
      else left.set(planId, draft)
    },
    forget: () => left.clear(),
  }
}
