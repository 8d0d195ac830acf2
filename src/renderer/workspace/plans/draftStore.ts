import { createStore, type StoreApi } from 'zustand/vanilla'
import { changesKept, compareThreeWays } from '../../../shared/domain/threeWay.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Meanwhile, Outcome } from '../../components/conflict/orMeanwhile.ts'

export type DraftText = { readonly title: string; readonly text: string }
/** A draft as the core has it (R10.7). */
export type SavedDraft = DraftText & { readonly version: number; readonly savedAt: Instant }

/**
 * What a person is writing and how far it is kept. `failed` keeps the text on screen and is tried again; in a `conflict`
 * somebody else wrote the same part meanwhile, and nothing is saved until one of both is chosen.
 */
export type Draft = DraftText & {
  readonly status: 'saved' | 'changed' | 'saving' | 'failed' | 'conflict'
  /** What this person's text began from; null while it was never saved. */
  readonly saw: SavedDraft | null
  readonly meanwhile: Meanwhile<SavedDraft> | null
}

export type DraftStore = StoreApi<Draft> & {
  /** Takes what was typed; it is saved when typing pauses. */
  readonly edit: (part: Partial<DraftText>) => void
  /** The draft as the core has it now: shown where nothing of this person's waits, and beside it where one has to choose. */
  readonly follow: (saved: SavedDraft) => void
  /** Saves now. @returns whether everything typed is kept */
  readonly flush: () => Promise<boolean>
  /** Ends a conflict: mine is saved over theirs, or theirs takes its place on screen. */
  readonly settle: (choice: 'mine' | 'theirs') => Promise<boolean>
  /** Ends the timer; what was typed is saved first. */
  readonly close: () => void
}

export type DraftOptions = {
  readonly initial: DraftText
  readonly saw: SavedDraft | null
  readonly save: (
    draft: DraftText & { readonly seenVersion: number | null },
  ) => Promise<Outcome<SavedDraft, SavedDraft>>
  readonly pauseMilliseconds: number
}

const FIELDS = ['title', 'text'] as const

/** Autosave of a plan's draft (R8.1): one save at a time, the newest text always last. */
export function createDraftStore({ initial, saw, save, pauseMilliseconds }: DraftOptions): DraftStore {
  const store = createStore<Draft>(() => ({ ...initial, status: 'saved', saw, meanwhile: null }))
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | null = null

  async function run(): Promise<boolean> {
    for (;;) {
      const { status, title, text, saw } = store.getState()
      if (status === 'saved') return true
      if (status === 'conflict') return false
      store.setState({ status: 'saving' })
      try {
        const outcome = await save({ title, text, seenVersion: saw?.version ?? null })
        store.setState(
          outcome.kind === 'kept'
            ? kept(store.getState(), { title, text }, outcome.output)
            : merged(store.getState(), outcome.meanwhile),
        )
      } catch {
        // Shown beside the text with "Try again"; the next keystroke tries too.
        store.setState({ status: 'failed' })
        return false
      }
    }
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
      if (status !== 'conflict') timer = setTimeout(() => void flush(), pauseMilliseconds)
    },
    follow(saved: SavedDraft) {
      const { status, saw, meanwhile } = store.getState()
      if (status === 'saved' && saved.version > (saw?.version ?? 0)) store.setState(shown(saved))
      if (meanwhile && saved.version > meanwhile.current.version) {
        // Whoever wrote on need not be who wrote first; the list does not say.
        store.setState({ meanwhile: { ...meanwhile, by: null, current: saved } })
      }
    },
    flush,
    settle(choice: 'mine' | 'theirs') {
      const { meanwhile } = store.getState()
      if (meanwhile && choice === 'theirs') store.setState(shown(meanwhile.current))
      if (meanwhile && choice === 'mine') store.setState({ saw: meanwhile.current, status: 'changed', meanwhile: null })
      return flush()
    },
    close() {
      clearTimeout(timer)
      const { status } = store.getState()
      if (status !== 'saved' && status !== 'conflict') void flush()
    },
  })
}

function shown(saved: SavedDraft): Partial<Draft> {
  return { title: saved.title, text: saved.text, status: 'saved', saw: saved, meanwhile: null }
}

/** What was typed while the save ran waits for the next one. */
function kept(now: Draft, sent: DraftText, saved: SavedDraft): Partial<Draft> {
  const isSame = now.title === sent.title && now.text === sent.text
  return { status: isSame ? 'saved' : 'changed', saw: saved }
}

/** R10.7: what only one of both wrote is kept from both, without asking. */
function merged(now: Draft, meanwhile: Meanwhile<SavedDraft>): Partial<Draft> {
  const theirs = meanwhile.current
  const mine: DraftText = { title: now.title, text: now.text }
  const compared = compareThreeWays<DraftText>(FIELDS, now.saw ?? { title: '', text: '' }, theirs, mine)
  if (compared.differing.length > 0) return { status: 'conflict', meanwhile }
  const { title = theirs.title, text = theirs.text } = changesKept(compared, mine, () => true)
  return { title, text, saw: theirs, status: title === theirs.title && text === theirs.text ? 'saved' : 'changed' }
}
