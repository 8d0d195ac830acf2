import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { StaffAccount } from '../../../../shared/contract/desk/staff.ts'
import { declaredAs, errorSentence } from '../../../components/errorSentence.ts'
import { FormModal } from '../../../components/FormModal.tsx'
import { ErrorState, SkeletonRows } from '../../../components/ListStates.tsx'
import reason from '../../../components/reason.module.css'
import { useApi } from '../../../state/ClientProvider.tsx'
import { words } from '../../../words/words.ts'
import { StandingVisits } from '../hours/StandingVisits.tsx'
import styles from './staff.module.css'
import { useSetActive } from './useStaffChange.ts'

/** Deactivates an account, once its visits to come were shown, or gives it back. */
export function ActiveActs(props: { readonly account: StaffAccount }) {
  const { account } = props
  const [isAsking, setAsking] = useState(false)
  const t = words.settings.staff
  const giveBack = useSetActive(account)
  if (!account.isActive) {
    return (
      <>
        <Button aria-disabled={giveBack.isRunning} onClick={() => giveBack.run({ isActive: true, leaving: [] })}>
          {t.giveBack}
        </Button>
        <span role="alert" className={styles['alert']}>
          {giveBack.failure ? errorSentence(giveBack.failure) : null}
        </span>
      </>
    )
  }
  if (account.isLastAdmin) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t.deactivate}</Button>
      {isAsking ? <DeactivateModal account={account} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

/** R10.3: nobody's visits are left without their practitioner unseen. */
function DeactivateModal(props: { readonly account: StaffAccount; readonly onClose: () => void }) {
  const { account, onClose } = props
  const visits = useQuery(useApi().staff.visitsToCome.queryOptions({ input: { id: account.id }, staleTime: 0 }))
  const deactivate = useSetActive(account, onClose)
  // More may have been booked since they were read.
  const more = declaredAs(deactivate.failure, 'VISITS_STAND')
  const standing = more?.data.visits ?? visits.data ?? []
  const t = words.settings.staff.leaving
  return (
    <FormModal
      title={t.title(account.name)}
      onClose={onClose}
      onSubmit={() => {
        if (visits.data) deactivate.run({ isActive: false, leaving: standing.map(({ id }) => id) })
      }}
    >
      <p className={reason['text']}>{t.text}</p>
      {visits.isPending ? <SkeletonRows count={2} /> : null}
      {visits.isError ? (
        <ErrorState
          title={words.calendar.couldNotLoad.day}
          error={visits.error}
          onRetry={() => void visits.refetch()}
        />
      ) : null}
      {standing.length > 0 ? (
        <div className={styles['standing']}>
          <StandingVisits title={t.visits(standing.length)} visits={standing} />
        </div>
      ) : null}
      <div role="alert" className={styles['alert']}>
        {more ? t.moreSince : deactivate.failure ? errorSentence(deactivate.failure) : null}
      </div>
      <Group justify="flex-end" gap="sm">
        <Button onClick={onClose}>{words.common.cancel}</Button>
        <Button
          type="submit"
          variant="filled"
          color="bad"
          data-autofocus
          aria-disabled={!visits.data || deactivate.isRunning}
        >
          {standing.length > 0 ? t.leave(standing.length) : t.confirm}
        </Button>
      </Group>
    </FormModal>
  )
}
