import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import { Mark } from '../../components/Mark.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { useSession } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import { PersonMenu } from './PersonMenu.tsx'
import { isAt, MEANINGS, usePlaces } from './places.ts'
import styles from './rail.module.css'
import { SyncStatus } from './SyncStatus.tsx'

export function Rail() {
  const { data: session } = useSession()
  const { data: counts } = useQuery(useApi().today.counts.queryOptions())
  const [location] = useLocation()
  return (
    <nav className={styles['rail']} aria-label={words.shell.navigation}>
      <div className={styles['clinic']}>
        <Mark size={22} />
        <span className={styles['clinicName']} dir="auto" title={session?.clinic?.name}>
          {session?.clinic?.name}
        </span>
      </div>
      <ul className={styles['places']}>
        {usePlaces().map((place) => {
          const isHere = isAt(place.href, location)
          return (
            <li key={place.href}>
              <Link href={place.href} className={styles['place'] ?? ''} aria-current={isHere ? 'page' : undefined}>
                <place.icon size={16} stroke={1.75} aria-hidden="true" />
                <span className={styles['label']}>{words.shell.places[place.name]}</span>
                {place.count && counts ? <Count value={counts[place.count]} of={place.count} /> : null}
              </Link>
            </li>
          )
        })}
      </ul>
      <div className={styles['foot']}>
        <SyncStatus />
        <PersonMenu />
      </div>
    </nav>
  )
}

function Count(props: { readonly value: number; readonly of: keyof typeof MEANINGS }) {
  if (props.value === 0) return null
  return (
    <span
      className={styles['count']}
      data-trouble={props.of === 'outboxTrouble' || undefined}
      title={MEANINGS[props.of](props.value)}
    >
      {props.value > 999 ? '999+' : props.value}
    </span>
  )
}
