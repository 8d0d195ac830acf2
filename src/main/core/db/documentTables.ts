import type { Generated } from 'kysely'
import type { FileKind } from '../../../shared/domain/fileKinds.ts'
import type { FileTrouble } from '../../../shared/domain/fileTrouble.ts'

/** Documents and the files beside the database, as Kysely sees them. */

export type FileTable = {
  id: string
  patient_id: string
  link_id: string | null
  name: string
  note: string
  kind: FileKind
  bytes: number
  identity: string
  sha256: string
  state: 'arriving' | 'here' | 'refused'
  refused_because: FileTrouble | null
  is_at_endpoint: number
  received_at: string
}

export type DocumentTable = {
  id: string
  patient_id: string
  file_id: string
  title: string
  added_at: string
  added_by: string
  recalled_at: string | null
  version: Generated<number>
  changed_at: string
  changed_by: string | null
}

export type DocumentShareTable = {
  id: string
  document_id: string
  link_id: string | null
  shared_at: string
  shared_by: string
  ended_at: string | null
}

export type DocumentOpeningTable = {
  document_id: string
  link_id: string
  opened_at: string
}
