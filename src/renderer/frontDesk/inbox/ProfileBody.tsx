import { Button, Checkbox } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import type { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import type { PatientId } from '../../../shared/domain/ids.ts'
import { PROFILE_FIELDS, type ProfileField } from '../../../shared/domain/profileProposals.ts'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { notifyDone } from '../../components/notify.ts'
import { useAct } from '../../components/useAct.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { formats, words } from '../../words/words.ts'
import booking from './booking.module.css'
import styles from './inbox.module.css'

type Facts = Extract<InboxFacts, { kind: 'profile' }>
type ProfileBodyProps = { readonly item: InboxItem; readonly facts: Facts; readonly onSettled: () => void }

/** R8.4: what a patient proposes to change, beside what they saw and what the chart has, to be taken field by field. */
export function ProfileBody({ item, facts, onSettled }: ProfileBodyProps) {
  const t = words.inbox.profile
  return (
    <>
      {facts.isFromHolder ? (
        <p dir="auto">{t.text(facts.email)}</p>
      ) : (
        <p className={styles['trouble']}>{t.notFromHolder}</p>
      )}
      {item.patientId ? <Beside {...{ item, facts, onSettled }} patientId={item.patientId} /> : null}
    </>
  )
}

function Beside(props: ProfileBodyProps & { readonly patientId: PatientId }) {
  const query = useQuery(useApi().patients.get.queryOptions({ input: { patientId: props.patientId } }))
  if (query.isPending) return <SkeletonRows count={3} />
  if (!query.data) {
    const retry = () => void query.refetch()
    return <ErrorState title={words.inbox.profile.couldNotLoad} error={query.error} onRetry={retry} />
  }
  return <Fields key={query.data.version} {...props} chart={query.data} />
}

function Fields(props: ProfileBodyProps & { readonly chart: PatientSummary }) {
  const { item, facts, chart } = props
  const t = words.inbox.profile
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const fields = PROFILE_FIELDS.filter((field) => facts.changes[field] !== undefined)
  const isChangedSince = (field: ProfileField) => facts.saw[field] !== undefined && facts.saw[field] !== chart[field]
  const [ticked, setTicked] = useState<readonly ProfileField[]>(() => fields.filter((field) => !isChangedSince(field)))
  const isOpen = item.doneAt === null && facts.isFromHolder
  const take = useAct(
    () =>
      client.inbox.takeProfile({ id: item.id, seenVersion: chart.version, take: [...ticked] }).finally(() => {
        for (const queryKey of [api.inbox.key(), api.today.counts.key(), api.patients.key()]) {
          void queryClient.invalidateQueries({ queryKey })
        }
      }),
    {
      onDone: () => {
        props.onSettled()
        notifyDone(t.done)
      },
    },
  )
  return (
    <>
      <div className={booking['scroll']}>
        <table className={booking['comparison']} aria-label={t.caption}>
          <thead>
            <tr>
              <th scope="col">{t.field}</th>
              <th scope="col">{t.before}</th>
              <th scope="col">{t.proposed}</th>
              <th scope="col">{t.chart}</th>
              <th scope="col">{t.take}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field}>
                <th scope="row">{words.patients.fields[field]}</th>
                <td data-quiet dir="auto">
                  {shown(field, facts.saw[field])}
                </td>
                <td dir="auto">
                  <strong>{shown(field, facts.changes[field])}</strong>
                </td>
                <td dir="auto">
                  {shown(field, chart[field])}
                  {isOpen && isChangedSince(field) ? (
                    <span className={styles['warning']}> {t.changedSince}</span>
                  ) : null}
                </td>
                <td>
                  {isOpen ? (
                    <Checkbox
                      aria-label={t.takeField(words.patients.fields[field])}
                      checked={ticked.includes(field)}
                      onChange={({ currentTarget: { checked } }) =>
                        setTicked(checked ? [...ticked, field] : ticked.filter((each) => each !== field))
                      }
                    />
                  ) : (
                    ((facts.outcome[field] && t.outcome[facts.outcome[field]]) ?? t.none)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isOpen ? (
        <Button
          variant="filled"
          leftSection={<IconCheck size={16} stroke={1.75} aria-hidden="true" />}
          aria-disabled={take.isRunning}
          onClick={() => take.run(undefined)}
        >
          {t.settle(ticked.length)}
        </Button>
      ) : null}
    </>
  )
}

function shown(field: ProfileField, value: string | null | undefined): string {
  if (value === null || value === undefined || value === '') return words.inbox.profile.none
  return field === 'birthOn' ? formats.date(value) : value
}
