import { useRef, useState } from 'react'
import { IMPORT_BATCH } from '../../../../shared/contract/desk/imports.ts'
import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import type { ImportId, PatientId } from '../../../../shared/domain/ids.ts'
import { newId } from '../../../format/newId.ts'
import { useClient } from '../../../state/ClientProvider.tsx'
import { batchesOf, type ImportRow } from './importView.ts'

export type Stage =
  | { readonly kind: 'looking' }
  | { readonly kind: 'comparing' | 'adding' | 'undoing'; readonly done: number; readonly of: number }
  | { readonly kind: 'added'; readonly importId: ImportId; readonly count: number; readonly isCancelled: boolean }
  | { readonly kind: 'undone'; readonly removed: number; readonly kept: number }
  /** What had been added by then stays, and can be undone. */
  | { readonly kind: 'failed'; readonly importId: ImportId | null; readonly count: number; readonly error: unknown }

/** R10.8: comparing with those on file, adding, and undoing: batch by batch, with progress, to be cancelled. */
export function useImportRun() {
  const client = useClient()
  const [stage, setStage] = useState<Stage>({ kind: 'looking' })
  const isCancelled = useRef(false)
  const begin = (next: Stage) => {
    isCancelled.current = false
    setStage(next)
  }

  return {
    stage,
    cancel: () => {
      isCancelled.current = true
    },
    reset: () => begin({ kind: 'looking' }),

    /** @returns by line, those who are most likely on file; null where it was cancelled or failed */
    compare: async (rows: readonly ImportRow[]): Promise<ReadonlyMap<number, PatientSummary> | null> => {
      const read = rows.flatMap(({ line, details }) => (details ? [{ line, details }] : []))
      begin({ kind: 'comparing', done: 0, of: read.length })
      const found = new Map<number, PatientSummary>()
      try {
        let done = 0
        for (const batch of batchesOf(read, IMPORT_BATCH)) {
          const matches = await client.imports.check({ rows: batch.map(({ details }) => details) })
          for (const { row, patient } of matches) found.set(batch[row]?.line ?? 0, patient)
          done += batch.length
          if (isCancelled.current) return (begin({ kind: 'looking' }), null)
          setStage({ kind: 'comparing', done, of: read.length })
        }
      } catch (error) {
        setStage({ kind: 'failed', importId: null, count: 0, error })
        return null
      }
      setStage({ kind: 'looking' })
      return found
    },

    add: async (fileName: string, rows: readonly ImportRow[]): Promise<void> => {
      const importId = newId<ImportId>()
      const people = rows.flatMap(({ state, details }) =>
        state === 'ready' && details ? [{ ...details, id: newId<PatientId>() }] : [],
      )
      begin({ kind: 'adding', done: 0, of: people.length })
      let count = 0
      try {
        for (const batch of batchesOf(people, IMPORT_BATCH)) {
          if (isCancelled.current) break
          count += (await client.imports.add({ importId, fileName, rows: batch })).added
          setStage({ kind: 'adding', done: count, of: people.length })
        }
        setStage({ kind: 'added', importId, count, isCancelled: isCancelled.current })
      } catch (error) {
        setStage({ kind: 'failed', importId, count, error })
      }
    },

    undo: async (importId: ImportId, count: number): Promise<void> => {
      begin({ kind: 'undoing', done: 0, of: count })
      let removed = 0
      try {
        for (;;) {
          const step = await client.imports.undo({ importId })
          removed += step.removed
          if (step.isDone) return setStage({ kind: 'undone', removed, kept: step.kept })
          setStage({ kind: 'undoing', done: removed, of: count })
        }
      } catch (error) {
        setStage({ kind: 'failed', importId, count: count - removed, error })
      }
    },
  }
}
