import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { Avatar } from '../../../components/Avatar.tsx'
import { ErrorState } from '../../../components/ListStates.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Pill } from '../../../components/Pill.tsx'
import { useApi } from '../../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../../state/useSession.ts'
import { formats, words } from '../../../words/words.ts'
import styles from './security.module.css'

/** R10.3: of whom a second factor is asked. */
export function SecondFactors() {
  const accounts = useQuery(useApi().staff.accounts.queryOptions())
  const now = useNow()
  const timeZone = useTimeZone()
  const t = words.settings.factors
  return (
    <Panel title={t.title}>
      <p className={styles['text']}>{t.text}</p>
      {accounts.isError ? (
        <ErrorState title={t.couldNotLoad} error={accounts.error} onRetry={() => void accounts.refetch()} />
      ) : null}
      <ul className={styles['people']}>
        {accounts.data
          ?.filter(({ isActive }) => isActive)
          .map(({ id, name, tint, secondFactorSince: since }) => (
            <li key={id}>
              <Avatar name={name} tint={tint} />
              <Link href={`/settings/staff?staff=${id}`} dir="auto">
                {name}
              </Link>
              {since ? <small>{t.since(formats.shortDay(since, timeZone, now))}</small> : null}
              <Pill tone={since ? 'good' : 'plain'}>{since ? t.on : t.off}</Pill>
            </li>
          ))}
      </ul>
    </Panel>
  )
}
