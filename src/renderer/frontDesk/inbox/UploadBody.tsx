import { Button, TextInput } from '@mantine/core'
import { IconExternalLink, IconFileCheck } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import { DocumentTitle } from '../../../shared/domain/fileNames.ts'
import type { DocumentId } from '../../../shared/domain/ids.ts'
import type { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import { FilePreview } from '../../components/files/FilePreview.tsx'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { useOfferUndo } from '../../components/undo/useOfferUndo.tsx'
import { useAct } from '../../components/useAct.ts'
import { newId } from '../../format/newId.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useMay } from '../../state/useMay.ts'
import { formats, words } from '../../words/words.ts'
import styles from './inbox.module.css'

/** R8.3: a file that a patient sent: looked at apart, and filed under a name. */
export function UploadBody(props: {
  readonly item: InboxItem
  readonly facts: Extract<InboxFacts, { kind: 'upload' }>
  readonly onSettled: () => void
}) {
  const { item, facts } = props
  const { fileId, fileKind } = facts
  const client = useClient()
  const upload = useQuery(useApi().uploads.get.queryOptions({ input: { fileId } }))
  const t = words.inbox.upload
  if (upload.isPending) return <SkeletonRows count={4} />
  if (!upload.data) {
    return <ErrorState title={t.couldNotRead} error={upload.error} onRetry={() => void upload.refetch()} />
  }
  const { state, because, documentId } = upload.data
  return (
    <>
      <p>{t.facts(words.documents.kinds[fileKind], formats.bytes(facts.bytes))}</p>
      {facts.note === null ? null : (
        <blockquote className={styles['message']} dir="auto">
          {facts.note}
        </blockquote>
      )}
      {state === 'refused' && because !== null ? (
        <p className={styles['trouble']}>{t.refused[because]}</p>
      ) : state === 'arriving' ? (
        <div role="status">
          <p>{t.arriving}</p>
          <p>{t.arrivingText}</p>
        </div>
      ) : (
        <>
          {item.doneAt === null && documentId === null ? (
            <FileIt item={item} name={facts.name} onSettled={props.onSettled} />
          ) : null}
          {documentId === null ? null : <Filed item={item} />}
          <FilePreview
            key={fileId}
            fileId={fileId}
            name={facts.name}
            kind={fileKind}
            read={(signal) => client.uploads.read({ fileId }, { signal })}
          />
        </>
      )}
    </>
  )
}

function FileIt(props: { readonly item: InboxItem; readonly name: string; readonly onSettled: () => void }) {
  const { item } = props
  const client = useClient()
  const queryClient = useQueryClient()
  const { offer } = useOfferUndo()
  const [id] = useState(() => newId<DocumentId>())
  const [title, setTitle] = useState(() => props.name.replace(/\.(pdf|jpe?g|png|hei[cf])$/i, ''))
  const [isChecked, setChecked] = useState(false)
  const parsed = DocumentTitle.safeParse(title)
  const field = useId()
  const t = words.inbox.upload
  const act = useAct(
    (name: string) =>
      client.uploads.file({ itemId: item.id, id, title: name }).finally(() => void queryClient.invalidateQueries()),
    {
      onDone: ({ doneAt }) => {
        props.onSettled()
        offer({ message: t.filed, leavesAt: null, way: { kind: 'settling', id: item.id, doneAt, mailId: null } })
      },
    },
  )
  return (
    <form
      noValidate
      className={styles['fix']}
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (parsed.success) act.run(parsed.data)
      }}
    >
      <TextInput
        id={field}
        label={t.name}
        value={title}
        maxLength={200}
        autoComplete="off"
        dir="auto"
        onChange={(event) => setTitle(event.currentTarget.value)}
        error={isChecked && !parsed.success ? t.nameMissing : null}
      />
      <Button
        type="submit"
        variant="filled"
        aria-disabled={act.isRunning}
        leftSection={<IconFileCheck size={16} stroke={1.75} aria-hidden="true" />}
      >
        {t.file}
      </Button>
    </form>
  )
}

function Filed({ item }: { readonly item: InboxItem }) {
  const may = useMay()
  const { patientId } = item
  const t = words.inbox.upload
  return (
    <p>
      {t.isFiled}{' '}
      {patientId && may('documents.list') ? (
        <Button
          size="xs"
          leftSection={<IconExternalLink size={14} stroke={1.75} aria-hidden="true" />}
          onClick={() => openWorkspace(patientId, 'documents')}
        >
          {t.show}
        </Button>
      ) : null}
    </p>
  )
}
