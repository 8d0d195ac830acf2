import { Button, Group, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Plan } from '../../../shared/contract/desk/plans.ts'
import type { PatientId, PlanId } from '../../../shared/domain/ids.ts'
import { Pill } from '../../components/Pill.tsx'
import { useOfferUndo } from '../../components/undo/useOfferUndo.tsx'
import { useAct } from '../../components/useAct.ts'
import { shortDateTime } from '../../format/moments.ts'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut, keyPressed } from '../../keys/keys.ts'
import { useApi, useClient, useDeskStore } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import { isUnpublished, newestVersion } from '../overview/openThings.ts'
import { DraftConflict } from './DraftConflict.tsx'
import { createDraftStore, type DraftStore } from './draftStore.ts'
import styles from './plans.module.css'
import { PlanText } from './PlanText.tsx'
import { PlanToolbar } from './PlanToolbar.tsx'
import { saveDraft, savedDraft } from './saveDraft.ts'
import { Versions } from './Versions.tsx'

const PAUSE_MILLISECONDS = 700
const MOST_CHARACTERS = 50_000

/** Writes one plan: what is typed is kept by itself; "Publish" makes a version that never changes (R8.1). */
export function PlanEditor(props: {
  readonly planId: PlanId
  readonly patientId: PatientId
  /** Null while it was never saved. */
  readonly plan: Plan | null
}) {
  const { planId, patientId, plan } = props
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const drafts = useDeskStore((desk) => desk.drafts)
  const [store] = useState<DraftStore>(() =>
    drafts.open({ patientId, planId }, () =>
      createDraftStore({
        initial: { title: plan?.title ?? words.plans.defaultTitle, text: plan?.draft ?? '' },
        saw: plan && savedDraft(plan),
        pauseMilliseconds: PAUSE_MILLISECONDS,
        save: ({ title: typed, text, seenVersion }) =>
          saveDraft(client, {
            id: planId,
            patientId,
            title: typed.trim() || words.plans.defaultTitle,
            text,
            seenVersion,
          }),
      }),
    ),
  )
  useEffect(() => {
    // What could not be saved when it was left is tried again.
    void store.flush()
    return () => drafts.leave({ patientId, planId }, store)
  }, [drafts, patientId, planId, store])
  useEffect(() => {
    if (plan) store.follow(savedDraft(plan))
  }, [plan, store])
  const draft = useStore(store)
  const { offer } = useOfferUndo()
  const writing = useRef<HTMLTextAreaElement>(null)
  const [isPreviewed, setPreviewed] = useState(false)
  const askAgain = () => void queryClient.invalidateQueries({ queryKey: api.plans.key() })
  const publish = useAct(
    async () => {
      if (!(await store.flush())) return null
      const { saw } = store.getState()
      return saw && client.plans.publish({ planId, seenVersion: saw.version })
    },
    {
      onDone: (published) => {
        askAgain()
        if (!published) return
        store.follow(savedDraft(published))
        const version = newestVersion(published)?.version
        if (version === undefined) return
        offer({ message: words.plans.published(version), leavesAt: null, way: { kind: 'plan', planId, version } })
      },
    },
  )
  const canPublish =
    draft.meanwhile === null &&
    isUnpublished({
      title: draft.title || words.plans.defaultTitle,
      draft: draft.text,
      publishedVersions: plan?.publishedVersions ?? [],
    })

  return (
    <>
      <div className={styles['editor']}>
        <div className={styles['editorHead']}>
          <TextInput
            className={styles['title'] ?? ''}
            variant="unstyled"
            aria-label={words.plans.titleLabel}
            value={draft.title}
            maxLength={200}
            dir="auto"
            onChange={(event) => store.edit({ title: event.currentTarget.value })}
          />
          <DraftStatus store={store} />
          <Button
            variant="filled"
            aria-disabled={!canPublish || publish.isRunning}
            {...(canPublish ? {} : { 'data-disabled': true })}
            aria-keyshortcuts={ariaShortcut('publish')}
            rightSection={<KeyOf name="publish" />}
            onClick={() => canPublish && publish.run(undefined)}
          >
            {words.plans.publish}
          </Button>
        </div>
        <Group justify="space-between" gap="sm" mb="xs">
          {isPreviewed ? (
            <span />
          ) : (
            <PlanToolbar writing={writing} text={draft.text} onText={(text) => store.edit({ text })} />
          )}
          <SegmentedControl
            size="xs"
            aria-label={words.plans.preview}
            value={isPreviewed ? 'preview' : 'write'}
            onChange={(value) => setPreviewed(value === 'preview')}
            data={[
              { value: 'write', label: words.plans.write },
              { value: 'preview', label: words.plans.preview },
            ]}
          />
        </Group>
        {isPreviewed ? (
          <div className={styles['preview']}>
            {draft.text.trim() === '' ? <p>{words.plans.nothingWritten}</p> : <PlanText text={draft.text} />}
          </div>
        ) : null}
        <Textarea
          ref={writing}
          display={isPreviewed ? 'none' : undefined}
          aria-label={words.plans.textLabel}
          placeholder={words.plans.placeholder}
          value={draft.text}
          maxLength={MOST_CHARACTERS}
          autosize
          minRows={16}
          dir="auto"
          onBlur={() => void store.flush()}
          onKeyDown={(event) => {
            if (keyPressed(['publish'], event) && canPublish) publish.run(undefined)
          }}
          onChange={(event) => store.edit({ text: event.currentTarget.value })}
          description={draft.text.length >= MOST_CHARACTERS ? words.plans.full : null}
        />
        {draft.meanwhile ? (
          <DraftConflict
            meanwhile={draft.meanwhile}
            onSettle={(choice) => {
              void store.settle(choice)
              writing.current?.focus()
            }}
          />
        ) : null}
        <p className={styles['hint']}>{words.plans.hint}</p>
      </div>
      <Versions versions={plan?.publishedVersions ?? []} draft={draft.text} />
    </>
  )
}

function DraftStatus(props: { readonly store: DraftStore }) {
  const { status, saw } = useStore(props.store)
  const now = useNow()
  const timeZone = useTimeZone()
  return (
    <span className={styles['status']} role="status">
      {status === 'failed' ? (
        <>
          <Pill tone="bad">{words.plans.status.failed}</Pill>
          <Button size="xs" onClick={() => void props.store.flush()}>
            {words.plans.tryAgain}
          </Button>
        </>
      ) : null}
      {status === 'saved' && saw ? words.plans.status.saved(shortDateTime(saw.savedAt, timeZone, now)) : null}
      {status === 'conflict' ? <Pill tone="bad">{words.plans.status.conflict}</Pill> : null}
      {status === 'changed' || status === 'saving' ? words.plans.status[status] : null}
    </span>
  )
}
