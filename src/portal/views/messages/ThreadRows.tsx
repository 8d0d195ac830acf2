import type { ReactNode } from 'react'
import { countUnread, type ShownMessage, type Thread } from '../../../shared/domain/messages.ts'
import { messageWords } from '../../words/messageWords.ts'
import { formats } from '../../words/words.ts'
import { Icon } from '../icons.tsx'

type ThreadRowsProps = {
  readonly threads: readonly Thread[]
  readonly timeZone: string
  readonly now: string
  readonly readUpTo: (threadId: string) => string | null
  readonly onOpen: (threadId: string) => void
}

/** A thread a row: its subject, what was written last and by whom, and whether it was read. */
export function ThreadRows({ threads, timeZone, now, readUpTo, onOpen }: ThreadRowsProps): ReactNode {
  const t = messageWords
  return (
    <ul className="pt-rows">
      {threads.map((thread) => {
        const unread = countUnread(thread, readUpTo(thread.id))
        const last = thread.messages.at(-1)
        return (
          <li key={thread.id}>
            <button type="button" className="pt-row" onClick={() => onOpen(thread.id)}>
              <Icon name="message" />
              <span className="pt-row-text">
                <span className={`pt-row-title${unread > 0 ? ' pt-strong' : ''}`} dir="auto">
                  {thread.subject ?? t.fromClinic}
                </span>
                {last && (
                  <span className="pt-row-detail">
                    <span className="pt-message-preview" dir="auto">
                      {t.preview(whoWrote(last), last.text.slice(0, 120))}
                    </span>
                    <span>{formats.weekdayDayClock(last.at, timeZone, now)}</span>
                  </span>
                )}
              </span>
              {unread > 0 ? <span className="pt-pill">{t.unread(unread)}</span> : <Icon name="right" size={20} />}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

export function whoWrote({ from, by }: Pick<ShownMessage, 'from' | 'by'>): string {
  const t = messageWords
  if (from === 'patient') return t.you
  if (from === 'outOfHours') return t.outOfHours
  return by === null ? t.clinic : t.by(by)
}
