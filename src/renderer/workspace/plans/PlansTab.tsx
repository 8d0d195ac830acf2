import { Button, UnstyledButton } from '@mantine/core'
import { IconFileText, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Plan } from '../../../shared/contract/desk/plans.ts'
import { PlanId } from '../../../shared/domain/ids.ts'
import { setParam, useParam } from '../../address/useParam.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { newId } from '../../format/newId.ts'
import { useApi, useDeskStore } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { isUnpublished, newestVersion } from '../overview/openThings.ts'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import { leftOf } from './drafts.ts'
import { PlanEditor } from './PlanEditor.tsx'
import styles from './plans.module.css'

/** R8.1: plain-text plans, each with a draft that saves itself and its published versions. */
export function PlansTab(props: { readonly patient: WorkspacePatient }) {
  const patientId = props.patient.id
  const query = useQuery(useApi().plans.list.queryOptions({ input: { patientId } }))
  const drafts = useDeskStore((desk) => desk.drafts)
  const left = useStore(
    drafts.left,
    useShallow((all) => leftOf(all, patientId)),
  )
  const [asked] = useParam('plan')
  const openId = PlanId.safeParse(asked).data ?? left[0] ?? null
  const setOpenId = (id: PlanId) => setParam('plan', id, false)
  const addButton = (
    <Button
      leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
      onClick={() => setOpenId(newId<PlanId>())}
    >
      {words.plans.add}
    </Button>
  )
  if (query.isPending) return <SkeletonRows count={5} />
  if (!query.data) {
    return <ErrorState title={words.plans.couldNotLoad} error={query.error} onRetry={() => void query.refetch()} />
  }
  const plans = query.data
  const shownId = openId ?? plans[0]?.id ?? null
  const unsaved = [...new Set([...left, ...(shownId === null ? [] : [shownId])])].filter(
    (id) => !plans.some((plan) => plan.id === id),
  )
  if (shownId === null) {
    return (
      <EmptyState
        icon={<IconFileText size={28} stroke={1.5} aria-hidden="true" />}
        title={words.plans.empty}
        hint={words.plans.emptyText}
        action={addButton}
      />
    )
  }
  return (
    <div className={styles['columns']}>
      <nav className={styles['list']} aria-label={words.plans.list}>
        {addButton}
        <ul>
          {unsaved.map((id) => (
            <PlanRow
              key={id}
              title={words.plans.defaultTitle}
              hint={words.plans.notSaved}
              isShown={id === shownId}
              onShow={() => setOpenId(id)}
            />
          ))}
          {plans.map((plan) => (
            <PlanRow
              key={plan.id}
              title={plan.title}
              hint={standing(plan)}
              isShown={plan.id === shownId}
              onShow={() => setOpenId(plan.id)}
            />
          ))}
        </ul>
      </nav>
      <PlanEditor
        key={shownId}
        planId={shownId}
        patientId={patientId}
        plan={plans.find(({ id }) => id === shownId) ?? null}
      />
    </div>
  )
}

function standing(plan: Plan): string {
  const newest = newestVersion(plan)
  if (!newest) return words.plans.neverPublished
  const version = words.plans.version(newest.version)
  return isUnpublished(plan) ? words.plans.differs(version) : version
}

function PlanRow(props: {
  readonly title: string
  readonly hint: string
  readonly isShown: boolean
  readonly onShow?: () => void
}) {
  return (
    <li>
      <UnstyledButton
        className={styles['plan'] ?? ''}
        aria-current={props.isShown ? 'true' : undefined}
        onClick={props.onShow}
      >
        <span className={styles['planTitle']} dir="auto">
          {props.title}
        </span>
        <span className={styles['planHint']}>{props.hint}</span>
      </UnstyledButton>
    </li>
  )
}
