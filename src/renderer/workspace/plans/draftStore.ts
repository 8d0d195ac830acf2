import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Instant } from '../../../shared/domain/time.ts'

export type DraftText = { readonly title: string; readonly text: string }

/** What a person is writing and how far it is kept. `failed` keeps the text on screen and is tried again. */
export type Draft = DraftText & {
  readonly status: 'saved' | 'changed' | 'saving' | 'failed'
  readonly savedAt: Instant | null
}

export type DraftStore = StoreApi<Draft> & {
  /** Takes what was typed; it is saved when typing pauses. */
  readonly edit: (part: Partial<DraftText>) => void
  /** Saves now. @returns whether everything typed is kept */
  readonly flush: () => Promise<boolean>
  /** Ends the timer; what was typed is saved first. */
  readonly close: () => void
}

export type DraftOptions = {
  readonly initial: DraftText & { readonly savedAt: Instant | null }
  readonly save: (draft: DraftText) => Promise<{ readonly draftSavedAt: Instant }>
  readonly pauseMilliseconds: number
}

/** Autosave of a plan's draft (R8.1): one save at a time, the newest text always last. */
export function createDraftStore({ initial, save, pauseMilliseconds }: DraftOptions): DraftStore {
  const store = createStore<Draft>(() => ({ ...initial, status: 'saved' }))
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | null = null

  async function run(): Promise<boolean> {
    while (store.getState().status !== 'saved') {
      const { title, text } = store.getState()
      store.setState({ status: 'saving' })
      try {
        const { draftSavedAt } = await save({ title, text })
        const now = store.getState()
        const isSame = now.title === title && now.text === text
        store.setState({ status: isSame ? 'saved' : 'changed', savedAt: draftSavedAt })
      } catch {
        // Shown beside the text with "Try again"; the next keystroke tries too.
        store.setState({ status: 'failed' })
        return false
      }
    }
    return true
  }

  function flush(): Promise<boolean> {
    clearTimeout(timer)
    running ??= run().finally(() => {
      running = null
    })
    return running
  }

  return Object.assign(store, {
    edit(part: Partial<DraftText>) {
      const isSaving = store.getState().status === 'saving'
      store.setState({ ...part, status: isSaving ? 'saving' : 'changed' })
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), pauseMilliseconds)
    },
    flush,
    close() {
      clearTimeout(timer)
      if (store.getState().status !== 'saved') void flush()
    },
  })
}
