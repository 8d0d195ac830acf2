import { useQuery } from '@tanstack/react-query'
import type { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import type { StaffId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { visitTime } from '../../format/moments.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './inbox.module.css'

type Facts<Kind extends InboxFacts['kind']> = Extract<InboxFacts, { kind: Kind }>

/** R11.5: what came of a visit and cannot be believed. */
export function DoubtfulBody({ facts }: { readonly facts: Facts<'bookingDoubtful'> }) {
  const time = useSaidTime(facts)
  const t = words.inbox.doubt
  return (
    <>
      <p className={styles['trouble']}>{t.because[facts.because]}</p>
      <p dir="auto">{facts.act === 'booked' ? t.booked(time, facts.email) : t.changed(time)}</p>
    </>
  )
}

/** R6.3: what a patient changed of a visit that they booked online, and whether it is so. */
export function VisitChangeBody({ facts }: { readonly facts: Facts<'visitChange'> }) {
  const { to, reason, because } = facts
  const time = useSaidTime(to)
  const t = words.inbox.change
  return (
    <>
      <p>{to === null ? t.cancelled : t.moved(time)}</p>
      {reason === null ? null : (
        <blockquote className={styles['message']} dir="auto">
          {reason}
        </blockquote>
      )}
      <p className={because === null ? undefined : styles['warning']}>
        {because === null ? t.done : t.because[because]}
      </p>
    </>
  )
}

/** "Lena Park, Tue 1 Dec, 10:00" */
function useSaidTime(at: { readonly practitionerId: StaffId; readonly startsAt: Instant } | null): string {
  const { data: staff = [] } = useQuery(useApi().staff.list.queryOptions())
  const timeZone = useTimeZone()
  const now = useNow()
  if (at === null) return ''
  const practitioner = staff.find(({ id }) => id === at.practitionerId)
  return words.inbox.doubt.time(practitioner?.name ?? '', visitTime(at.startsAt, timeZone, now))
}
