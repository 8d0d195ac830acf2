import { Button, Textarea, TextInput } from '@mantine/core'
import { IconMail, IconSend } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { MessageHolder, MessageThread } from '../../../shared/contract/desk/messages.ts'
import type { PatientId, ThreadId } from '../../../shared/domain/ids.ts'
import { MESSAGE_CHARACTERS, SUBJECT_CHARACTERS } from '../../../shared/domain/messages.ts'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut, keyPressed } from '../../keys/keys.ts'
import { formats, words } from '../../words/words.ts'
import { useHalfTyped } from '../discard/useHalfTyped.ts'
import { openWorkspace } from '../openWorkspace.ts'
import styles from './messages.module.css'
import { useSendMessage } from './useSendMessage.ts'

/** From here on one is told how much room is left. */
const TOLD_FROM = MESSAGE_CHARACTERS - 500

/** R8.5: an answer, or the first message of a thread; beside it who will see it, and what to do where nobody will. */
export function WriteMessage(props: {
  readonly patientId: PatientId
  readonly holders: readonly MessageHolder[]
  /** Null begins one. */
  readonly thread: MessageThread | null
  readonly onSent?: (threadId: ThreadId) => void
  readonly onCancel?: () => void
}) {
  const { patientId, holders, thread } = props
  const [subject, setSubject] = useState('')
  const [text, setText] = useState('')
  const [isChecked, setChecked] = useState(false)
  /** Whoever wrote meanwhile; undefined while nobody has. */
  const [by, setBy] = useState<string | null | undefined>(undefined)
  const fields = useRef<HTMLFormElement>(null)
  const isTyped = text.trim() !== '' || subject.trim() !== ''
  const forget = () => {
    setText('')
    setSubject('')
    setChecked(false)
    setBy(undefined)
  }
  const close = useHalfTyped(isTyped, () => (props.onCancel ? props.onCancel() : forget()), 'inPage')
  const send = useSendMessage({
    patientId,
    thread,
    onSent: (threadId) => {
      forget()
      props.onSent?.(threadId)
    },
    onMeanwhile: setBy,
  })
  const t = words.messages
  const length = text.trim().length
  const isTooLong = length > MESSAGE_CHARACTERS
  const problem = isTooLong
    ? t.tooLong(formats.number(length - MESSAGE_CHARACTERS))
    : isChecked && length === 0
      ? t.textMissing
      : null
  const subjectProblem = thread === null && isChecked && subject.trim() === '' ? t.subjectMissing : null
  const submit = () => {
    setChecked(true)
    const isReady = length > 0 && !isTooLong && (thread !== null || subject.trim() !== '')
    if (isReady) send.run({ subject: thread === null ? subject.trim() : null, text: text.trim() })
    else fields.current?.querySelector<HTMLElement>(length === 0 || isTooLong ? 'textarea' : 'input')?.focus()
  }
  const readers = holders.filter(({ isReached }) => isReached)
  return (
    <form
      ref={fields}
      className={styles['form']}
      aria-label={thread === null ? t.add : t.answer}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event) => {
        if (!keyPressed(['save'], event)) return
        event.preventDefault()
        submit()
      }}
    >
      {readers.length === 0 ? <Unseen patientId={patientId} holders={holders} /> : null}
      {thread === null ? (
        <TextInput
          label={t.subject}
          value={subject}
          maxLength={SUBJECT_CHARACTERS}
          error={subjectProblem}
          dir="auto"
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
      ) : null}
      <Textarea
        label={thread === null ? t.text : t.answer}
        value={text}
        autosize
        minRows={3}
        maxRows={16}
        dir="auto"
        error={problem}
        description={length > TOLD_FROM && !isTooLong ? t.left(formats.number(MESSAGE_CHARACTERS - length)) : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {by === undefined ? null : (
        <p className={styles['warning']} role="alert">
          {t.meanwhile(by)}
        </p>
      )}
      <div className={styles['foot']}>
        <p className={styles['readers']} dir="auto">
          {readers.length === 0 ? null : (
            <>
              {t.readBy(readers.map(({ email }) => email).join(', '))}
              {readers.length > 1 ? <br /> : null}
              {readers.length > 1 ? t.readByOthers : null}
            </>
          )}
        </p>
        {props.onCancel ? <Button onClick={close}>{t.cancel}</Button> : null}
        <Button
          type="submit"
          variant={readers.length === 0 ? 'default' : 'filled'}
          leftSection={<IconSend size={16} stroke={1.75} aria-hidden="true" />}
          rightSection={<KeyOf name="save" />}
          aria-keyshortcuts={ariaShortcut('save')}
          aria-disabled={send.isRunning}
        >
          {readers.length === 0 ? t.sendAnyway : t.send}
        </Button>
      </div>
    </form>
  )
}

/** R8.5: for limited links a reply stays at the desk; one button is the way out. */
function Unseen(props: { readonly patientId: PatientId; readonly holders: readonly MessageHolder[] }) {
  const { patientId, holders } = props
  const t = words.messages
  const emails = holders.map(({ email }) => email).join(', ')
  const said = holders.length === 0 ? t.nobody : holders.length === 1 ? t.unseen(emails) : t.unseenSeveral(emails)
  return (
    <div className={styles['unseen']} role="note">
      <p>
        <b dir="auto">{said}</b>
        <br />
        {t.unseenText}
      </p>
      <Button
        variant="filled"
        leftSection={<IconMail size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => openWorkspace(patientId, 'access-code')}
      >
        {t.giveAccess}
      </Button>
    </div>
  )
}
