import { Button } from '@mantine/core'
import type { Holder, Invitation } from '../../../shared/contract/desk/access.ts'
import { Panel } from '../../components/Panel.tsx'
import { Pill } from '../../components/Pill.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import { invitedAddress } from '../access/invitationStanding.ts'
import styles from './overview.module.css'

/** R5.3 in short: who can see these records, and who is invited to; the tab has the acts. */
export function WhoSees(props: {
  readonly givenName: string
  readonly holders: readonly Holder[]
  readonly current: Invitation | null
  readonly onShow: () => void
}) {
  const { holders, current } = props
  const now = useNow()
  const timeZone = useTimeZone()
  const invited = invitedAddress(current)
  const title = words.access.holders(props.givenName)
  const act = words.workspace.overview.showAccess
  return (
    <Panel
      title={title}
      aside={
        <Button size="xs" aria-label={words.common.actOn(act, title)} onClick={props.onShow}>
          {act}
        </Button>
      }
    >
      {holders.length === 0 && !invited ? <p className={styles['nothing']}>{words.access.holdersEmpty}</p> : null}
      <ul className={styles['holders']}>
        {holders.map(({ linkId, email, level, since, by }) => (
          <li key={linkId}>
            <span dir="auto" title={email}>
              {email}
            </span>
            <Pill tone={level === 'full' ? 'accent' : 'plain'}>{words.workspace.level[level]}</Pill>
            <small>
              {words.access.holding(
                formats.shortDay(since, timeZone, now),
                by ? words.access.by(by.kind, by.staffName) : words.access.byBooking,
                level,
              )}
            </small>
          </li>
        ))}
        {invited ? (
          <li>
            <span dir="auto" title={invited}>
              {invited}
            </span>
            <Pill tone="warn">{words.access.open}</Pill>
            <small>{words.access.invited}</small>
          </li>
        ) : null}
      </ul>
    </Panel>
  )
}
