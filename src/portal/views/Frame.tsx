import type { ReactNode } from 'react'
import { initials } from '../../shared/language/initials.ts'
import { words } from '../words/words.ts'
import { Icon, Mark } from './icons.tsx'

type FrameProps = {
  readonly clinicName: string | null
  /** Whose badge stands at the top; null while nobody is signed in. */
  readonly person?: string | null
  readonly onAccount?: (() => void) | undefined
  /** In the badge's place: "Saved 14:03". */
  readonly status?: ReactNode
  /** The true and useful sentence at the foot. */
  readonly foot: string
  /** The portal's places, below everything. */
  readonly bar?: ReactNode
  readonly children: ReactNode
}

/** What stands around every page: the clinic's name always, and a sentence at the foot. */
export function Frame({ clinicName, person, onAccount, status, foot, bar, children }: FrameProps): ReactNode {
  return (
    <div className="portal">
      <header className="pt-top">
        <div className="pt-column pt-top-row">
          <Mark />
          <span className="pt-clinic" dir="auto">
            {clinicName ?? words.product}
          </span>
          {status}
          {status === undefined && onAccount && (
            <button
              type="button"
              className="pt-badge-button"
              onClick={onAccount}
              aria-label={words.account.open(initials(person ?? ''))}
            >
              <Badge name={person ?? ''} />
            </button>
          )}
        </div>
      </header>
      <main className="pt-column pt-main">{children}</main>
      <footer className="pt-foot">
        <div className="pt-column pt-foot-row">
          <Icon name="lock" size={18} />
          <span>{foot}</span>
        </div>
      </footer>
      {bar}
    </div>
  )
}

export function Badge({ name }: { name: string }): ReactNode {
  return (
    <span className="pt-badge" aria-hidden="true">
      {initials(name) || '·'}
    </span>
  )
}
