import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { PIECE_BYTES } from '../../../shared/contract/desk/documents.ts'
import { cleanFileName } from '../../../shared/domain/fileNames.ts'
import type { DocumentId, PartId, PatientId } from '../../../shared/domain/ids.ts'
import { notifyDone, notifyFailure } from '../../components/notify.ts'
import { newId } from '../../format/newId.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'

export type AddingDocument = {
  /** What is being added, and how much of it is; null while nothing is. */
  readonly current: { readonly name: string; readonly share: number } | null
  readonly add: (file: File) => void
  readonly stop: () => void
}

/** Brings a file to the core in pieces, where it is sealed as it comes: progress is shown, and it can be stopped (R10.4). */
export function useAddDocument(patientId: PatientId, onAdded: (id: DocumentId) => void): AddingDocument {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const [current, setCurrent] = useState<AddingDocument['current']>(null)
  const isStopped = useRef(false)

  async function bring(file: File): Promise<DocumentId | null> {
    const fileId = newId<PartId>()
    const name = cleanFileName(file.name) || words.documents.list
    await client.documents.beginAdd({ patientId, fileId, bytes: file.size })
    for (let from = 0; from < file.size; from += PIECE_BYTES) {
      if (isStopped.current) {
        await client.documents.giveUpAdd({ fileId })
        return null
      }
      setCurrent({ name, share: from / file.size })
      const piece = toBase64(new Uint8Array(await file.slice(from, from + PIECE_BYTES).arrayBuffer()))
      await client.documents.addPiece({ fileId, from, piece })
    }
    const title = name.replace(/\.(pdf|jpe?g|png|hei[cf])$/i, '') || name
    const { id } = await client.documents.add({ patientId, fileId, id: newId<DocumentId>(), title })
    return id
  }

  const add = (file: File): void => {
    if (current) return
    isStopped.current = false
    setCurrent({ name: file.name, share: 0 })
    bring(file)
      .then((id) => {
        if (id === null) return
        notifyDone(words.documents.added)
        onAdded(id)
      })
      .catch(notifyFailure)
      .finally(() => {
        setCurrent(null)
        void queryClient.invalidateQueries({ queryKey: api.documents.key() })
      })
  }
  return { current, add, stop: () => (isStopped.current = true) }
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(text)
}
