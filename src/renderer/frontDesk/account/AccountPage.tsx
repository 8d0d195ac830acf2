import { useQuery } from '@tanstack/react-query'
import type { OwnAccount } from '../../../shared/contract/desk/account.ts'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { Fact, Facts, Panel } from '../../components/Panel.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import settings from '../settings/settings.module.css'
import styles from './account.module.css'
import { OwnCalendarAddress } from './OwnCalendarAddress.tsx'
import { OwnPassword } from './OwnPassword.tsx'
import { OwnSecondFactor } from './OwnSecondFactor.tsx'

/** R10.3: one's own account, under one's own name: the password, a second factor, and an address for a calendar program. */
export function AccountPage() {
  const account = useQuery(useApi().account.get.queryOptions())
  const t = words.account
  return (
    <>
      <PageHeader title={t.title} />
      <div className={settings['page']}>
        {account.isPending ? <SkeletonRows count={6} /> : null}
        {account.isError ? (
          <ErrorState title={t.couldNotLoad} error={account.error} onRetry={() => void account.refetch()} />
        ) : null}
        {account.data ? (
          <div className={settings['panels']}>
            <Known account={account.data} />
            <OwnPassword email={account.data.staff.email} />
            <OwnSecondFactor account={account.data} />
            {account.data.staff.hasCalendar ? <OwnCalendarAddress /> : null}
          </div>
        ) : null}
      </div>
    </>
  )
}

function Known(props: { readonly account: OwnAccount }) {
  const { name, calledName, email, role } = props.account.staff
  const t = words.account
  return (
    <Panel title={name}>
      <Facts>
        <Fact term={t.facts.email}>{email}</Fact>
        <Fact term={t.facts.calledName}>{calledName}</Fact>
        <Fact term={t.facts.role}>{words.roles.names[role]}</Fact>
      </Facts>
      <p className={styles['note']}>
        {words.roles.text[role]} {t.factsText}
      </p>
    </Panel>
  )
}
