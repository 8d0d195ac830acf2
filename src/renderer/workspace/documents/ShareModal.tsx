import { Button, Checkbox, Group, Radio, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeskDocument, DocumentHolder, ShareWith } from '../../../shared/contract/desk/documents.ts'
import type { LinkId } from '../../../shared/domain/ids.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { FormModal } from '../../components/FormModal.tsx'
import { notifyDone } from '../../components/notify.ts'
import { useAct } from '../../components/useAct.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './documents.module.css'

type Choice = 'all' | 'some' | 'nobody'

/** R8.2: who sees the document: everybody with full access, some of them, or nobody. */
export function ShareModal(props: {
  readonly document: DeskDocument
  readonly holders: readonly DocumentHolder[]
  readonly onClose: () => void
}) {
  const { holders } = props
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  // As it stood when it was opened (R10.7).
  const [document] = useState(props.document)
  const isShared = document.isSharedWithAll || document.seenBy.length > 0
  const [choice, setChoice] = useState<Choice>(document.seenBy.length > 0 && !document.isSharedWithAll ? 'some' : 'all')
  const [chosen, setChosen] = useState<readonly LinkId[]>(() => document.seenBy.map(({ linkId }) => linkId))
  const t = words.documents
  const save = useAct(
    (wanted: ShareWith) =>
      client.documents
        .share({ id: document.id, seenVersion: document.version, with: wanted })
        .finally(() => void queryClient.invalidateQueries({ queryKey: api.documents.key() })),
    {
      keepFailure: true,
      onDone: ({ isSharedWithAll, seenBy }) => {
        notifyDone(isSharedWithAll || seenBy.length > 0 ? t.shared : t.unshared)
        props.onClose()
      },
    },
  )
  const wanted: ShareWith = choice === 'all' ? 'all' : choice === 'some' ? [...chosen] : []
  const toggle = (linkId: LinkId) =>
    setChosen((before) => (before.includes(linkId) ? before.filter((each) => each !== linkId) : [...before, linkId]))
  return (
    <FormModal title={t.shareTitle(document.title)} onClose={props.onClose} onSubmit={() => save.run(wanted)}>
      <p className={styles['hint']}>{t.shareText}</p>
      <Radio.Group
        value={choice}
        onChange={(value) => setChoice(value === 'some' || value === 'nobody' ? value : 'all')}
        aria-label={t.shareTitle(document.title)}
        error={save.failure ? errorSentence(save.failure) : null}
      >
        <Stack gap="sm" mt="sm">
          <Radio value="all" label={t.all} data-autofocus />
          {holders.length > 0 ? <Radio value="some" label={t.some} /> : null}
          {choice === 'some' ? (
            <ul className={styles['holders']}>
              {holders.map(({ linkId, email, level }) => (
                <li key={linkId}>
                  <Checkbox
                    label={email}
                    description={level === 'full' ? undefined : t.limited}
                    disabled={level !== 'full'}
                    checked={level === 'full' && chosen.includes(linkId)}
                    onChange={() => toggle(linkId)}
                  />
                </li>
              ))}
            </ul>
          ) : null}
          {isShared ? <Radio value="nobody" label={t.nobody} /> : null}
        </Stack>
      </Radio.Group>
      {holders.length === 0 ? <p className={styles['hint']}>{t.noHolders}</p> : null}
      <Group justify="flex-end" gap="sm" mt="md">
        <Button onClick={props.onClose}>{words.common.cancel}</Button>
        <Button type="submit" variant="filled" aria-disabled={save.isRunning}>
          {isShared ? t.saveShare : t.shareNow}
        </Button>
      </Group>
    </FormModal>
  )
}
