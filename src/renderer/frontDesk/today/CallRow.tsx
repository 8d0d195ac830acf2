import { Checkbox } from '@mantine/core'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { isWithoutReminder } from '../../../shared/domain/callList.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { Chip } from '../../components/Pill.tsx'
import { shortDateTime } from '../../format/moments.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import styles from './calls.module.css'
import { BLOCKER_TONE } from './todayView.ts'
import { useTick } from './useTick.ts'

/** Whom to ring: a box to tick, when and who, the number, with whom, what is missing, and who ticked it. */
export function CallRow(props: { readonly visit: DayAppointment; readonly practitioner: string | undefined }) {
  const { visit, practitioner } = props
  const timeZone = useTimeZone()
  const now = useNow()
  const tick = useTick(visit)
  const t = words.today.calls
  const { called } = visit
  return (
    <li className={styles['row']} data-called={called !== null || undefined}>
      <Checkbox
        data-row
        className={styles['box'] ?? ''}
        aria-label={t.tick(visit.patientName, formats.clock(visit.startsAt, timeZone))}
        checked={tick.isTicked}
        onChange={(event) => tick.change(event.currentTarget.checked)}
      />
      <span className={styles['when']}>{formats.clock(visit.startsAt, timeZone)}</span>
      <button
        type="button"
        className={styles['who']}
        title={visit.patientName}
        onClick={() => openWorkspace(visit.patientId)}
      >
        <bdi>{visit.patientName}</bdi>
      </button>
      <span className={styles['phone']} data-none={visit.patientPhone === null || undefined} dir="ltr">
        {visit.patientPhone ?? t.noTelephone}
      </span>
      <span className={styles['practitioner']} title={practitioner}>
        {practitioner}
      </span>
      <span className={styles['missing']}>
        {isWithoutReminder(visit) ? <Chip tone="plain">{t.noReminder}</Chip> : null}
        {visit.blockers.map((blocker) => (
          <Chip key={blocker} tone={BLOCKER_TONE[blocker]}>
            {words.today.blocker[blocker]}
          </Chip>
        ))}
      </span>
      <span className={styles['called']}>
        {called ? t.called(shortDateTime(called.at, timeZone, now), called.by) : null}
      </span>
    </li>
  )
}
