import type { ReactNode } from 'react'
import type { ShownMessage } from '../../../shared/domain/messages.ts'
import { messageWords } from '../../words/messageWords.ts'
import { formats } from '../../words/words.ts'
import { whoWrote } from './ThreadRows.tsx'

type ThreadViewProps = {
  readonly messages: readonly (ShownMessage & { readonly isWaiting?: boolean })[]
  readonly timeZone: string
  readonly now: string
}

/** What was written in one thread, oldest first; as text, never as markup (section 12). */
export function ThreadView({ messages, timeZone, now }: ThreadViewProps): ReactNode {
  return (
    <ol className="pt-thread">
      {messages.map((message) => (
        <li key={message.messageId} className="pt-message" data-from={message.from}>
          <p className="pt-message-who">
            <b dir="auto">{whoWrote(message)}</b> <span>{formats.weekdayDayClock(message.at, timeZone, now)}</span>
          </p>
          <p className="pt-message-text" dir="auto">
            {message.text}
          </p>
          {message.isWaiting && <p className="pt-message-who">{messageWords.waits}</p>}
        </li>
      ))}
    </ol>
  )
}
