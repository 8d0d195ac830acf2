import { Button, Group, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeskDocument } from '../../../shared/contract/desk/documents.ts'
import { DocumentTitle } from '../../../shared/domain/fileNames.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { FormModal } from '../../components/FormModal.tsx'
import { notifyDone } from '../../components/notify.ts'
import { useAct } from '../../components/useAct.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'

/** What the document is called, at the desk and by whoever it is shared with. */
export function RenameModal(props: { readonly document: DeskDocument; readonly onClose: () => void }) {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  // As it stood when somebody began to type (R10.7).
  const [{ id, title: before, version }] = useState(props.document)
  const [title, setTitle] = useState(before)
  const [isChecked, setChecked] = useState(false)
  const parsed = DocumentTitle.safeParse(title)
  const t = words.documents
  const save = useAct(
    (name: string) =>
      client.documents
        .rename({ id, seenVersion: version, title: name })
        .finally(() => void queryClient.invalidateQueries({ queryKey: api.documents.key() })),
    {
      keepFailure: true,
      onDone: () => {
        notifyDone(t.renamed)
        props.onClose()
      },
    },
  )
  const wrong = isChecked && !parsed.success ? t.titleMissing : null
  return (
    <FormModal
      title={t.renameTitle}
      onClose={props.onClose}
      onSubmit={() => {
        setChecked(true)
        if (parsed.success) save.run(parsed.data)
      }}
    >
      <TextInput
        data-autofocus
        label={t.title}
        value={title}
        maxLength={200}
        dir="auto"
        autoComplete="off"
        onChange={(event) => setTitle(event.currentTarget.value)}
        error={wrong ?? (save.failure ? errorSentence(save.failure) : null)}
      />
      <Group justify="flex-end" gap="sm" mt="md">
        <Button onClick={props.onClose}>{words.common.cancel}</Button>
        <Button type="submit" variant="filled" aria-disabled={save.isRunning}>
          {t.save}
        </Button>
      </Group>
    </FormModal>
  )
}
