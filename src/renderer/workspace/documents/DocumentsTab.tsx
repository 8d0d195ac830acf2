import { Button, FileButton, Progress } from '@mantine/core'
import { IconFilePlus, IconFiles, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DeskDocument, DocumentHolder } from '../../../shared/contract/desk/documents.ts'
import { DocumentId } from '../../../shared/domain/ids.ts'
import { useParam } from '../../address/useParam.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import { DocumentCard } from './DocumentCard.tsx'
import styles from './documents.module.css'
import { useAddDocument, type AddingDocument } from './useAddDocument.ts'

const ACCEPTED = '.pdf,.jpg,.jpeg,.png,.heic,.heif'

/** R8.2: documents of the patient: added, named, shared one by one, taken back. */
export function DocumentsTab(props: { readonly patient: WorkspacePatient }) {
  const patientId = props.patient.id
  const query = useQuery(useApi().documents.list.queryOptions({ input: { patientId } }))
  const [asked, setAsked] = useParam('document')
  const openId = DocumentId.safeParse(asked).data ?? null
  const adding = useAddDocument(patientId, setAsked)
  const t = words.documents
  if (query.isPending) return <SkeletonRows count={5} />
  if (!query.data) {
    return <ErrorState title={t.couldNotLoad} error={query.error} onRetry={() => void query.refetch()} />
  }
  const { documents, holders } = query.data
  if (documents.length === 0 && !adding.current) {
    return (
      <EmptyState
        icon={<IconFiles size={28} stroke={1.5} aria-hidden="true" />}
        title={t.empty}
        hint={t.emptyText}
        action={<AddButton adding={adding} />}
      />
    )
  }
  return (
    <div
      className={styles['documents']}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        const [file] = event.dataTransfer.files
        if (file) adding.add(file)
      }}
    >
      <div className={styles['head']}>
        {adding.current ? <AddingNow adding={adding} /> : <AddButton adding={adding} />}
        <span className={styles['hint']}>{t.addHint}</span>
      </div>
      <Cards documents={documents} holders={holders} openId={openId} onOpen={setAsked} />
    </div>
  )
}

function Cards(props: {
  readonly documents: readonly DeskDocument[]
  readonly holders: readonly DocumentHolder[]
  readonly openId: DocumentId | null
  readonly onOpen: (id: DocumentId | null) => void
}) {
  return (
    <ul className={styles['list']} aria-label={words.documents.list}>
      {props.documents.map((document) => (
        <li key={document.id}>
          <DocumentCard
            document={document}
            holders={props.holders}
            isOpen={document.id === props.openId}
            onOpen={(isOpen) => props.onOpen(isOpen ? document.id : null)}
          />
        </li>
      ))}
    </ul>
  )
}

function AddButton({ adding }: { readonly adding: AddingDocument }) {
  return (
    <FileButton accept={ACCEPTED} onChange={(file) => (file ? adding.add(file) : undefined)}>
      {(button) => (
        <Button {...button} variant="filled" leftSection={<IconFilePlus size={16} stroke={1.75} aria-hidden="true" />}>
          {words.documents.add}
        </Button>
      )}
    </FileButton>
  )
}

function AddingNow({ adding }: { readonly adding: AddingDocument }) {
  const { name = '', share = 0 } = adding.current ?? {}
  const percent = Math.round(share * 100)
  return (
    <div className={styles['adding']}>
      <span dir="auto">{words.documents.adding(name)}</span>
      <Progress.Root className={styles['progress'] ?? ''}>
        <Progress.Section value={percent} aria-label={words.documents.adding(name)} />
      </Progress.Root>
      <Button leftSection={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={adding.stop}>
        {words.documents.stop}
      </Button>
    </div>
  )
}
