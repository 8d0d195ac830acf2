import { Checkbox } from '@mantine/core'
import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import { isToldByDefault } from '../../shared/domain/telling.ts'
import { useNow } from '../state/useSession.ts'
import { words } from '../words/words.ts'
import styles from './tellByEmail.module.css'

/** R6.6: "Tell the patient by e-mail", ticked; or why nothing is sent. */
export function TellByEmail(props: {
  readonly visit: DayAppointment
  readonly isTold: boolean
  readonly onTell: (isTold: boolean) => void
}) {
  const { visit, isTold } = props
  const now = useNow()
  const t = words.today.telling
  if (isToldByDefault(visit, now)) {
    return (
      <Checkbox
        label={t.byEmail}
        description={isTold ? t.leaves : t.notTold}
        checked={isTold}
        onChange={(event) => props.onTell(event.currentTarget.checked)}
      />
    )
  }
  return <p className={styles['hint']}>{!visit.isKnown ? t.unknown : visit.hasEmail ? t.tooLate : t.noEmail}</p>
}
