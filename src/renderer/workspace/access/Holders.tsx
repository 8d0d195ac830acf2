import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowDown, IconDots, IconEye, IconUserOff } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { Holder, Invitation, SuspendedHolder } from '../../../shared/contract/desk/access.ts'
import { Avatar } from '../../components/Avatar.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Pill } from '../../components/Pill.tsx'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { buttonAt, useFocusStays } from '../../components/useFocusStays.ts'
import { tintOf } from '../../format/people.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import { useMay } from '../../state/useMay.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import styles from './access.module.css'
import { invitedAddress } from './invitationStanding.ts'
import { useAskAgain } from './useAccess.ts'

type Ending = { readonly act: 'lower' | 'revoke'; readonly holder: Pick<Holder, 'linkId' | 'email'> }

/** R5.3: who can see this patient, at which level, since when and by what; each can be lowered or ended (R3.5). */
export function Holders(props: {
  readonly patient: WorkspacePatient
  readonly holders: readonly Holder[]
  readonly suspended: readonly SuspendedHolder[]
  readonly current: Invitation | null
  readonly onSeeAs: (linkId: string) => void
}) {
  const { holders, suspended, current } = props
  const client = useClient()
  const askAgain = useAskAgain()
  const [ending, setEnding] = useState<Ending | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const focusStays = useFocusStays(list, (area, at) => buttonAt(area, at) ?? area)
  const invited = invitedAddress(current)
  return (
    <Panel title={words.access.holders(props.patient.givenName)}>
      {holders.length + suspended.length === 0 && !invited ? (
        <p className={styles['nobody']}>{words.access.holdersEmpty}</p>
      ) : null}
      <ul ref={list} className={styles['holders']} tabIndex={-1} {...focusStays}>
        {holders.map((holder) => (
          <HolderRow key={holder.linkId} holder={holder} onSeeAs={props.onSeeAs} onEnd={setEnding} />
        ))}
        {suspended.map((holder) => (
          <SuspendedRow key={holder.linkId} holder={holder} onEnd={setEnding} />
        ))}
        {invited ? (
          <li className={styles['holder']}>
            <span className={styles['unknown']} aria-hidden="true">
              ?
            </span>
            <span className={styles['holderEmail']} data-quiet dir="auto" title={invited}>
              {invited}
            </span>
            <Pill tone="warn">{words.access.open}</Pill>
            <span className={styles['holderHint']}>{words.access.invited}</span>
          </li>
        ) : null}
      </ul>
      {ending ? (
        <ReasonModal
          {...(ending.act === 'lower' ? words.access.lowering : words.access.ending)}
          title={(ending.act === 'lower' ? words.access.lowering : words.access.ending).title(ending.holder.email)}
          onConfirm={(reason) => {
            const input = { linkId: ending.holder.linkId, reason }
            const done = ending.act === 'lower' ? client.access.lowerLink(input) : client.access.revokeLink(input)
            return done.finally(askAgain)
          }}
          onClose={() => setEnding(null)}
        />
      ) : null}
    </Panel>
  )
}

function HolderRow(props: {
  readonly holder: Holder
  readonly onSeeAs: (linkId: string) => void
  readonly onEnd: (ending: Ending) => void
}) {
  const { holder } = props
  const may = useMay()
  const now = useNow()
  const timeZone = useTimeZone()
  const since = formats.shortDay(holder.since, timeZone, now)
  const by = holder.by ? words.access.by(holder.by.kind, holder.by.staffName) : words.access.byBooking
  return (
    <li className={styles['holder']}>
      <Avatar name={mailboxName(holder.email)} tint={tintOf(holder.email)} />
      <span className={styles['holderEmail']} dir="auto" title={holder.email}>
        {holder.email}
      </span>
      <Pill tone={holder.level === 'full' ? 'accent' : 'plain'}>{words.workspace.level[holder.level]}</Pill>
      <Menu position="bottom-end" width={210} withinPortal={false}>
        <Menu.Target>
          <ActionIcon size={24} aria-label={words.access.holderActs(holder.email)}>
            <IconDots size={16} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {may('access.seeAs') ? (
            <Menu.Item
              leftSection={<IconEye size={16} stroke={1.75} aria-hidden="true" />}
              onClick={() => props.onSeeAs(holder.linkId)}
            >
              {words.access.seeAs}
            </Menu.Item>
          ) : null}
          {holder.level === 'full' ? (
            <Menu.Item
              leftSection={<IconArrowDown size={16} stroke={1.75} aria-hidden="true" />}
              onClick={() => props.onEnd({ act: 'lower', holder })}
            >
              {words.access.lower}
            </Menu.Item>
          ) : null}
          <Menu.Item
            color="bad"
            leftSection={<IconUserOff size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => props.onEnd({ act: 'revoke', holder })}
          >
            {words.access.revokeLink}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span className={styles['holderHint']}>{words.access.holding(since, by, holder.level)}</span>
      {holder.trouble ? <span className={styles['unproven']}>{words.access.nothingNew[holder.trouble]}</span> : null}
      {holder.isProven ? null : <span className={styles['unproven']}>{words.access.unproven}</span>}
      {holder.sentElsewhere ? (
        <span className={styles['elsewhere']} dir="auto">
          {words.access.sentElsewhere(holder.email, holder.sentElsewhere)}
        </span>
      ) : null}
      {holder.sentElsewhere || !holder.isProven ? (
        <span className={styles['holderAct']}>
          <Button size="compact-xs" variant="subtle" color="bad" onClick={() => props.onEnd({ act: 'revoke', holder })}>
            {words.access.revokeLink}
          </Button>
        </span>
      ) : null}
      {holder.safetyWords ? (
        <span className={styles['safety']}>
          {words.access.safety} <span translate="no">{holder.safetyWords.join(' ')}</span>
        </span>
      ) : null}
    </li>
  )
}

/** Its password was lost and renewed: a link of this patient's own gives it back (decision 0026). */
function SuspendedRow(props: { readonly holder: SuspendedHolder; readonly onEnd: (ending: Ending) => void }) {
  const { holder } = props
  const at = formats.shortDay(holder.at, useTimeZone(), useNow())
  return (
    <li className={styles['holder']}>
      <Avatar name={mailboxName(holder.email)} tint={tintOf(holder.email)} />
      <span className={styles['holderEmail']} data-quiet dir="auto" title={holder.email}>
        {holder.email}
      </span>
      <Pill tone="warn">{words.access.suspended}</Pill>
      <span className={styles['holderHint']}>{words.access.suspendedSince(at, holder.level)}</span>
      <span className={styles['holderAct']}>
        <Button size="compact-xs" variant="subtle" color="bad" onClick={() => props.onEnd({ act: 'revoke', holder })}>
          {words.access.revokeLink}
        </Button>
      </span>
    </li>
  )
}

/** "ana ruiz" of ana.ruiz@example.com, for the initials. */
function mailboxName(email: string): string {
  return email.slice(0, email.lastIndexOf('@')).replace(/[._+-]+/g, ' ')
}
