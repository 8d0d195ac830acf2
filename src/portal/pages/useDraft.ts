import { useCallback, useEffect, useMemo, useState } from 'react'
import type { AssignmentId, LinkId } from '../../shared/domain/ids.ts'
import { loadVault } from '../loadVault.ts'
import { usePortal, type OpenSession } from '../portal.ts'
import { keepUnsavedDraft, noteSavedCount, savedCount, unsavedDraft } from '../tab.ts'
import { isCode } from '../trouble.ts'
import type { FormDraft } from '../keys.ts'

export type SaveState =
  { readonly kind: 'none' | 'saving' | 'notSaved' } | { readonly kind: 'saved'; readonly at: string }

export type DraftKeeper = {
  /** Saves a little later, so that typing a word is one save. */
  readonly put: (draft: FormDraft) => void
  readonly flush: () => void
  /** Nothing is saved any more: the form is being sent. Resolves once a save under way has ended. */
  readonly stop: () => Promise<void>
  readonly resume: () => void
}

const WRITE_AFTER = 400
const RETRY_AFTER = 5_000

type Where = {
  readonly linkId: LinkId
  readonly assignmentId: AssignmentId
  readonly session: OpenSession
}

/**
 * What the clinic's own index says of a form that the endpoint does not know (R11.5); false once the form is no longer to be
 * filled. Without an answer of the clinic's it is asked for still.
 */
export type AskClinic = () => Promise<boolean>

type Keeping = Where & { readonly askClinic: AskClinic }

/**
 * R7.4, saves as it goes: sealed to the login's own key, one save at a time, the newest wins. What the endpoint could not
 * take stays in the tab, sealed likewise, and is tried again: only the clinic says that it is not needed any more.
 */
export function useDraft({ linkId, assignmentId, session, askClinic }: Keeping): {
  keeper: DraftKeeper
  state: SaveState
  /** The endpoint does not know the form, and the clinic asks for it. */
  isRefused: boolean
} {
  const { client, clinicId, endSession } = usePortal()
  const [state, setState] = useState<SaveState>({ kind: 'none' })
  const [isRefused, setRefused] = useState(false)
  const { identity } = session.keyring
  const place = useMemo(() => ({ linkId, assignmentId }), [linkId, assignmentId])

  const keeper = useMemo(() => {
    let waiting: FormDraft | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let saving: Promise<void> | null = null
    let isStopped = false

    function schedule(milliseconds: number): void {
      clearTimeout(timer)
      timer = setTimeout(() => {
        timer = undefined
        if (saving || isStopped || !waiting) return
        const draft = waiting
        waiting = null
        saving = save(draft).finally(() => {
          saving = null
          if (waiting && timer === undefined) schedule(WRITE_AFTER)
        })
      }, milliseconds)
    }

    async function save(draft: FormDraft): Promise<void> {
      setState({ kind: 'saving' })
      try {
        const vault = await loadVault()
        const count = savedCount(assignmentId) + 1
        const sealed = await vault.sealDraft(identity, place, draft, count)
        keepUnsavedDraft(assignmentId, sealed)
        const { savedAt } = await client.forms.saveDraft({ clinicId, linkId, assignmentId, sealed })
        noteSavedCount(assignmentId, count)
        keepUnsavedDraft(assignmentId, null)
        setRefused(false)
        setState(waiting ? { kind: 'saving' } : { kind: 'saved', at: savedAt })
      } catch (error) {
        waiting ??= draft
        setState({ kind: 'notSaved' })
        if (isCode(error, 'SIGNED_OUT')) {
          // Signing in again makes a new keeper, which finds the answers in the tab.
          isStopped = true
          endSession()
        } else if (isCode(error, 'NOT_FOUND') && !(await askClinic())) {
          isStopped = true
          keepUnsavedDraft(assignmentId, null)
        } else {
          setRefused(isCode(error, 'NOT_FOUND'))
          schedule(RETRY_AFTER)
        }
      }
    }

    return {
      put(draft: FormDraft) {
        waiting = draft
        // From now on what stands on the page is not what was saved.
        setState((before) => (before.kind === 'notSaved' ? before : { kind: 'saving' }))
        schedule(WRITE_AFTER)
      },
      flush() {
        if (waiting) schedule(0)
      },
      stop() {
        isStopped = true
        clearTimeout(timer)
        return saving ?? Promise.resolve()
      },
      resume() {
        isStopped = false
        if (waiting) schedule(0)
      },
    }
  }, [client, clinicId, linkId, assignmentId, identity, place, endSession, askClinic])

  useEffect(() => {
    const flush = () => keeper.flush()
    document.addEventListener('visibilitychange', flush)
    addEventListener('online', flush)
    return () => {
      document.removeEventListener('visibilitychange', flush)
      removeEventListener('online', flush)
      keeper.flush()
    }
  }, [keeper])

  return { keeper, state, isRefused }
}

export type FoundDraft = {
  readonly draft: FormDraft
  readonly savedAt: string | null
  /** Than what this browser saved: put back by whoever keeps it, or saved by another device that had not heard (R11.5). */
  readonly isOlder: boolean
}

/** The answers to go on with: those of this tab that could not be saved, else the endpoint's. Rejects without an answer. */
export function useFindDraft({ linkId, assignmentId, session }: Where): () => Promise<FoundDraft | null> {
  const { client, clinicId } = usePortal()
  const { identity } = session.keyring
  return useCallback(async () => {
    const vault = await loadVault()
    const unsaved = unsavedDraft(assignmentId)
    const place = { linkId, assignmentId }
    const kept = unsaved && (await vault.openDraft(identity, place, unsaved))
    if (kept) return { draft: kept, savedAt: null, isOlder: false }
    const stored = await client.forms.draft({ clinicId, linkId, assignmentId })
    const draft = stored && (await vault.openDraft(identity, place, stored.sealed))
    if (!draft) return null
    const isOlder = draft.savedCount < savedCount(assignmentId)
    if (!isOlder) noteSavedCount(assignmentId, draft.savedCount)
    return { draft, savedAt: stored.savedAt, isOlder }
  }, [client, clinicId, linkId, assignmentId, identity])
}
