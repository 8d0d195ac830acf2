import type { ReactNode } from 'react'
import { words } from '../words/words.ts'
import { Icon, type IconName } from './icons.tsx'

/** The portal's places, each a tap away. */
export const BAR_PLACES = ['home', 'visits', 'forms', 'records', 'messages'] as const
export type BarPlace = (typeof BAR_PLACES)[number]

const ICONS: Readonly<Record<BarPlace, IconName>> = {
  home: 'home',
  visits: 'calendar',
  forms: 'form',
  records: 'folder',
  messages: 'message',
}

export type BottomBarProps = {
  readonly current: BarPlace
  /** Forms that wait. */
  readonly toDo: number
  /** Messages of the clinic that were not read yet. */
  readonly unread?: number
  /** Absent in a preview. */
  readonly onGo?: ((place: BarPlace) => void) | undefined
}

export function BottomBar({ current, toDo, unread = 0, onGo }: BottomBarProps): ReactNode {
  return (
    <nav className="pt-bar" aria-label={words.bar.label}>
      <div className="pt-column pt-bar-row">
        {BAR_PLACES.map((place) => {
          const number = place === 'forms' ? toDo : place === 'messages' ? unread : 0
          return (
            <button
              key={place}
              type="button"
              className="pt-bar-place"
              aria-current={place === current ? 'page' : undefined}
              onClick={() => onGo?.(place)}
            >
              <span className="pt-bar-icon">
                <Icon name={ICONS[place]} size={24} />
                {number > 0 && <b>{number}</b>}
              </span>
              <span>{words.bar[place]}</span>
            </button>
          )
        })}
      </div>
    </nav>
  )
}
