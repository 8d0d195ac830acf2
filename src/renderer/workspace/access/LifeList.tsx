import type { Invitation } from '../../../shared/contract/desk/access.ts'
import { shortDateTime } from '../../format/moments.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './access.module.css'
import { invitationLife } from './invitationLife.ts'

/** The whole life of an invitation, one line a step (R4.1). Colour says nothing that the words do not. */
export function LifeList(props: { readonly invitation: Invitation }) {
  const now = useNow()
  const timeZone = useTimeZone()
  return (
    <ol className={styles['life']} aria-label={words.access.life}>
      {invitationLife(props.invitation, now).map((step) => {
        const { before, strong, after } = words.access.lifeStep(step)
        return (
          <li key={step.kind} data-mark={step.mark}>
            <span className={styles['dot']} aria-hidden="true" />
            <span className={styles['step']}>
              {before}
              {strong ? <b dir="auto">{strong}</b> : null}
              {after}
            </span>
            <span className={styles['time']}>
              {step.at ? <time dateTime={step.at}>{shortDateTime(step.at, timeZone, now)}</time> : words.access.never}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
