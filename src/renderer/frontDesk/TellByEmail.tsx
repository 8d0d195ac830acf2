import { Checkbox } from '@mantine/core'
import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import { useNow } from '../state/useSession.ts'
import { words } from '../words/words.ts'
import styles from './tellByEmail.module.css'
import { untoldBecause } from './untoldBecause.ts'

/** R6.6: "Tell the patient by e-mail", ticked; or why nothing is sent. */
export function TellByEmail(props: {
  readonly visit: DayAppointment
  readonly isTold: boolean
  readonly onTell: (isTold: boolean) => void
}) {
  const { visit, isTold } = props
  const because = untoldBecause(visit, useNow())
  const t = words.today.telling
  if (because === null) {
    return (
      <Checkbox
        label={t.byEmail}
        description={isTold ? t.leaves : t.notTold}
        checked={isTold}
        onChange={(event) => props.onTell(event.currentTarget.checked)}
      />
    )
  }
  return <p className={styles['hint']}>{because}</p>
}
