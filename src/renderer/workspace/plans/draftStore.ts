import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Instant } from '../../../shared/domain/time.ts'

export type DraftText = { readonly title: string; readonly text: string }

/** What a person is writing and how far it is kept. `failed` keeps the text on screen and is tried again. */
export type Draft = DraftText & {
  readonly status: 'saved' | 'changed' | 'saving' | 'failed' | 'conflict'
  readonly savedAt: Instant | null
  /** The draft's version at the core (R10.7); null while it was never saved. */
  readonly version: number | null
  /** In `conflict`: what somebody else saved meanwhile. */
  readonly theirs: Theirs | null
}

export type Theirs = DraftText & { readonly by: string | null; readonly version: number; readonly savedAt: Instant }

/** What a save comes to: kept, or not, because somebody else wrote in the draft meanwhile. */
export type Saved =
  | { readonly kind: 'kept'; readonly version: number; readonly savedAt: Instant }
  | { readonly kind: 'conflict'; readonly theirs: Theirs }

export type DraftStore = StoreApi<Draft> & {
  /** Takes what was typed; it is saved when typing pauses. */
  readonly edit: (part: Partial<DraftText>) => void
  /** Saves now. @returns whether everything typed is kept */
  readonly flush: () => Promise<boolean>
  /** Ends a conflict: mine is saved over theirs, or theirs takes its place on screen. */
  readonly settle: (choice: 'mine' | 'theirs') => Promise<boolean>
  /** A version was made from this draft: the core counts it as a change. */
  readonly seen: (version: number) => void
  /** Ends the timer; what was typed is saved first. */
  readonly close: () => void
}

export type DraftOptions = {
  readonly initial: DraftText & Pick<Draft, 'savedAt' | 'version'>
  readonly save: (draft: DraftText & { readonly seenVersion: number | null }) => Promise<Saved>
  readonly pauseMilliseconds: number
}

/** Autosave of a plan's draft (R8.1): one save at a time, the newest text always last. */
export function createDraftStore({ initial, save, pauseMilliseconds }: DraftOptions): DraftStore {
  const store = createStore<Draft>(() => ({ ...initial, status: 'saved', theirs: null }))
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | null = null

  async function run(): Promise<boolean> {
    while (store.getState().status !== 'saved') {
      if (store.getState().status === 'conflict') return false
      const { title, text, version } = store.getState()
      store.setState({ status: 'saving' })
      try {
        const saved = await save({ title, text, seenVersion: version })
        if (saved.kind === 'conflict') {
          store.setState({ status: 'conflict', theirs: saved.theirs })
          return false
        }
        const now = store.getState()
        const isSame = now.title === title && now.text === text
        store.setState({ status: isSame ? 'saved' : 'changed', savedAt: saved.savedAt, version: saved.version })
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
      const { status } = store.getState()
      store.setState({ ...part, status: status === 'saving' || status === 'conflict' ? status : 'changed' })
      clearTimeout(timer)
      if (status === 'conflict') return
      timer = setTimeout(() => void flush(), pauseMilliseconds)
    },
    flush,
    settle(choice: 'mine' | 'theirs') {
      const { theirs } = store.getState()
      if (theirs && choice === 'theirs') store.setState({ ...textOf(theirs), status: 'saved', theirs: null })
      if (theirs && choice === 'mine') store.setState({ version: theirs.version, status: 'changed', theirs: null })
      return flush()
    },
    seen(version: number) {
      store.setState({ version })
    },
    close() {
      clearTimeout(timer)
      const { status } = store.getState()
      if (status !== 'saved' && status !== 'conflict') void flush()
    },
  })
}

function textOf({ title, text, version, savedAt }: Theirs) {
  return { title, text, version, savedAt }
}
