import { IconCalendar, IconShieldCheck } from '@tabler/icons-react'
import type { StaffAccount } from '../../../../shared/contract/desk/staff.ts'
import { Avatar } from '../../../components/Avatar.tsx'
import { Pill } from '../../../components/Pill.tsx'
import rows from '../../../components/rows.module.css'
import { useNow, useSession, useTimeZone } from '../../../state/useSession.ts'
import { formats, words } from '../../../words/words.ts'
import beside from '../beside.module.css'
import styles from './staff.module.css'

type ListProps = {
  readonly accounts: readonly StaffAccount[]
  readonly chosenId: string | null
  readonly onChoose: (id: string) => void
}

/** Whoever works here, and below whoever left. */
export function StaffList({ accounts, ...choosing }: ListProps) {
  const left = accounts.filter(({ isActive }) => !isActive)
  return (
    <>
      <Group accounts={accounts.filter(({ isActive }) => isActive)} {...choosing} />
      {left.length > 0 ? (
        <>
          <h2 className={rows['group']}>{words.settings.staff.left}</h2>
          <Group accounts={left} {...choosing} />
        </>
      ) : null}
    </>
  )
}

function Group({ accounts, chosenId, onChoose }: ListProps) {
  const myself = useSession().data?.staff?.id
  const t = words.settings.staff
  return (
    <ul className={rows['rows']}>
      {accounts.map((account) => (
        <li key={account.id} className={beside['row']} data-chosen={account.id === chosenId || undefined}>
          <button
            type="button"
            className={`${beside['open']} ${styles['open']}`}
            aria-current={account.id === chosenId ? 'true' : undefined}
            onClick={() => onChoose(account.id)}
          >
            <Avatar name={account.name} tint={account.tint} />
            <span className={styles['who']}>
              <span className={beside['name']} dir="auto">
                {account.name}
                {account.id === myself ? <span className={styles['you']}>{t.you}</span> : null}
              </span>
              <span className={beside['hint']} dir="auto">
                {[words.roles.names[account.role], account.email].join(' · ')}
              </span>
            </span>
            <Marks account={account} />
          </button>
        </li>
      ))}
    </ul>
  )
}

function Marks(props: { readonly account: StaffAccount }) {
  const { way, hasCalendar, secondFactorSince, isActive, upcoming } = props.account
  const now = useNow()
  const timeZone = useTimeZone()
  const icon = { size: 16, stroke: 1.75, role: 'img' } as const
  const t = words.settings.staff
  if (!isActive) return upcoming > 0 ? <Pill tone="warn">{t.upcoming(upcoming)}</Pill> : null
  return (
    <span className={styles['marks']}>
      {way.kind === 'password' ? null : way.expiresAt > now ? (
        <Pill tone="info">{t.waits(formats.shortDay(way.expiresAt, timeZone, now))}</Pill>
      ) : (
        <Pill tone="bad">{t.codeTooOld}</Pill>
      )}
      {secondFactorSince ? <IconShieldCheck {...icon} aria-label={t.secondFactor} /> : null}
      {hasCalendar ? <IconCalendar {...icon} aria-label={t.seesPatients} /> : null}
    </span>
  )
}
