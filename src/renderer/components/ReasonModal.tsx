import { Button, Group, Textarea } from '@mantine/core'
import { useId, useState } from 'react'
import { words } from '../words/words.ts'
import { useHalfTyped } from './discard/useHalfTyped.ts'
import { errorSentence } from './errorSentence.ts'
import { FormModal } from './FormModal.tsx'
import styles from './reason.module.css'
import { useAct } from './useAct.ts'

/** For what cannot be undone: says what happens, and asks why; the reason stands in the history. */
export function ReasonModal(props: {
  readonly title: string
  readonly text: string
  readonly confirm: string
  readonly suggestions: readonly string[]
  readonly onConfirm: (reason: string) => Promise<unknown>
  readonly onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const textId = useId()
  const act = useAct(props.onConfirm, { onDone: props.onClose, keepFailure: true })
  const trimmed = reason.trim()
  const close = useHalfTyped(trimmed !== '', props.onClose)
  return (
    <FormModal
      title={props.title}
      onClose={close}
      onSubmit={() => {
        if (trimmed) act.run(trimmed)
        else setMissing(true)
      }}
    >
      <p id={textId} className={styles['text']}>
        {props.text}
      </p>
      <Textarea
        data-autofocus
        label={words.workspace.reason.label}
        value={reason}
        maxLength={500}
        autosize
        minRows={2}
        maxRows={6}
        dir="auto"
        aria-required="true"
        onChange={(event) => setReason(event.currentTarget.value)}
        error={isMissing && !trimmed ? words.workspace.reason.missing : act.failure ? errorSentence(act.failure) : null}
      />
      <div className={styles['suggestions']}>
        {props.suggestions.map((suggestion) => (
          <button key={suggestion} type="button" onClick={() => setReason(suggestion)}>
            {suggestion}
          </button>
        ))}
      </div>
      <Group justify="flex-end" gap="sm">
        <Button onClick={close}>{words.common.cancel}</Button>
        <Button type="submit" variant="filled" color="bad" aria-disabled={act.isRunning} aria-describedby={textId}>
          {props.confirm}
        </Button>
      </Group>
    </FormModal>
  )
}
