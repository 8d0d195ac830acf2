import { useId, useRef, useState, type ReactNode } from 'react'
import { v7 } from 'uuid'
import type { MessageId, ThreadId } from '../../../shared/domain/ids.ts'
import {
  MESSAGE_CHARACTERS,
  SUBJECT_CHARACTERS,
  type SealedMessage,
  type Thread,
} from '../../../shared/domain/messages.ts'
import { isClosedAt } from '../../../shared/domain/outOfHours.ts'
import { loadVault } from '../../loadVault.ts'
import { usePortal } from '../../portal.ts'
import { keepMessageDraft, messageDraft, type MessageDraft } from '../../tab.ts'
import { isCode, troubleInForm, troubleOf, type Trouble } from '../../trouble.ts'
import { Button, Field, Notice, Problem } from '../../views/controls.tsx'
import { messageWords } from '../../words/messageWords.ts'
import { formats } from '../../words/words.ts'
import { useBusy } from '../useBusy.ts'
import type { MessagePagesProps } from './MessagePages.tsx'
import { ofLetter } from './readMessages.ts'

/** From here on one is told how much room is left. */
const TOLD_FROM = MESSAGE_CHARACTERS - 500

type WriteFormProps = Pick<MessagePagesProps, 'session' | 'linkId' | 'index' | 'model' | 'messages' | 'now'> & {
  /** Null begins one. */
  readonly thread: Thread | null
  readonly onSent: (threadId: string) => void
}

/** R8.5: sealed to the clinic and to one's own key; what is written stays in the tab until it was sent. */
export function WriteForm(props: WriteFormProps): ReactNode {
  const { thread, linkId, index, model, now } = props
  const about = thread?.id ?? 'new'
  const [draft, setDraft] = useState<MessageDraft>(() => messageDraft(linkId, about))
  const [isChecked, setChecked] = useState(false)
  const { send, isBusy, trouble } = useSend(props)
  const form = useRef<HTMLFormElement>(null)
  const id = useId()
  const t = messageWords
  const length = draft.text.trim().length
  const over = length - MESSAGE_CHARACTERS
  const problem = over > 0 ? t.tooLong(formats.number(over)) : isChecked && length === 0 ? t.textMissing : null
  const subject = thread === null ? draft.subject.trim() : (thread.subject ?? t.fromClinic)
  const subjectProblem = isChecked && subject === '' ? t.subjectMissing : null

  function type(change: Partial<MessageDraft>): void {
    const typed = { ...draft, ...change }
    setDraft(typed)
    keepMessageDraft(linkId, about, typed)
  }

  function press(): void {
    setChecked(true)
    if (subject === '') return form.current?.querySelector('input')?.focus()
    if (length === 0 || over > 0) return form.current?.querySelector('textarea')?.focus()
    send({ subject, text: draft.text.trim() }, () => {
      setDraft({ subject: '', text: '' })
      setChecked(false)
    })
  }

  const { outOfHours, timeZone } = index.clinic
  // An instant by construction; the domain's brand is for what comes over the wire.
  const isClosed = outOfHours !== null && isClosedAt(outOfHours, now as typeof index.madeAt, timeZone)
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        press()
      }}
    >
      {isClosed && (
        <Notice tone="info">
          <b>{t.closed}</b>
          <p className="pt-message-text" dir="auto">
            {outOfHours.text}
          </p>
        </Notice>
      )}
      {model.level === 'limited' && <Notice tone="info">{t.limited}</Notice>}
      {thread === null && (
        <Field
          label={t.subject}
          value={draft.subject}
          maxLength={SUBJECT_CHARACTERS}
          dir="auto"
          hint={t.subjectHint}
          problem={subjectProblem}
          onText={(subject) => type({ subject })}
        />
      )}
      <div className="pt-field">
        <label htmlFor={id}>{thread === null ? t.text : t.answer}</label>
        <textarea
          id={id}
          rows={thread === null ? 7 : 4}
          value={draft.text}
          dir="auto"
          aria-invalid={problem ? true : undefined}
          aria-describedby={`${id}-problem ${id}-hint`}
          onInput={(event) => type({ text: event.currentTarget.value })}
        />
        <p className="pt-hint" id={`${id}-hint`} aria-live="polite">
          {length > TOLD_FROM && over <= 0 ? t.left(formats.number(-over)) : t.notUrgent}
        </p>
        <Problem id={`${id}-problem`} text={problem} />
      </div>
      {trouble && <Notice tone="bad">{troubleInForm(trouble)}</Notice>}
      <Button type="submit" isBusy={isBusy} busyText={t.sending}>
        {t.send}
      </Button>
    </form>
  )
}

type Written = { readonly subject: string; readonly text: string }

/** Under ids that make a second sending harmless, until the clinic's endpoint has it. */
function useSend({ session, linkId, index, messages, thread, onSent }: WriteFormProps) {
  const { client, clinicId, endSession } = usePortal()
  const { isBusy, run } = useBusy()
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const ids = useRef<{ readonly messageId: MessageId; readonly threadId: ThreadId } | null>(null)

  async function sendNow(written: Written, onDone: () => void): Promise<void> {
    setTrouble(null)
    // Made here; the brand is for what comes over the wire.
    ids.current ??= { messageId: v7() as MessageId, threadId: thread?.id ?? (v7() as ThreadId) }
    const { messageId, threadId } = ids.current
    const letter: SealedMessage = { format: 1, messageId, threadId, patientId: index.patientId, ...written }
    try {
      const vault = await loadVault()
      const claim = { clinicId, linkId, kind: 'message.sent', id: messageId } as const
      const sealed = await vault.sealLetter(session.keyring, claim, letter)
      const { receivedAt } = await client.messages.send({ clinicId, linkId, messageId, ...sealed })
      keepMessageDraft(linkId, thread?.id ?? 'new', null)
      ids.current = null
      messages.addSent({ ...ofLetter(letter), at: receivedAt, isWaiting: true })
      onDone()
      onSent(threadId)
    } catch (error) {
      if (isCode(error, 'SIGNED_OUT')) endSession()
      else setTrouble(troubleOf(error))
    }
  }

  return { isBusy, trouble, send: (written: Written, onDone: () => void) => run(() => sendNow(written, onDone)) }
}
