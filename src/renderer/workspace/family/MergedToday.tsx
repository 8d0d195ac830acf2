import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { PatientId } from '../../../shared/domain/ids.ts'
import { notifyDone } from '../../components/notify.ts'
import { Panel } from '../../components/Panel.tsx'
import { useAct } from '../../components/useAct.ts'
import { shortDateTime } from '../../format/moments.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './family.module.css'

/** R3.5: what was merged into this chart today, to be undone. */
export function MergedToday(props: { readonly patientId: PatientId }) {
  const api = useApi()
  const client = useClient()
  const queryClient = useQueryClient()
  const merged = useQuery(api.patients.mergedToday.queryOptions({ input: { patientId: props.patientId } }))
  const timeZone = useTimeZone()
  const now = useNow()
  const t = words.family.merge
  const undo = useAct((patientId: PatientId) => client.patients.undoMerge({ patientId }), {
    onDone: () => {
      void queryClient.invalidateQueries()
      notifyDone(t.undone)
    },
  })
  if (!merged.data || merged.data.length === 0) return null
  return (
    <Panel title={t.today}>
      <ul className={styles['others']}>
        {merged.data.map(({ patientId, name, chartNumber, at }) => (
          <li key={patientId}>
            <span className={styles['merged']} dir="auto">
              {t.mergedAt(name, chartNumber, shortDateTime(at, timeZone, now))}
            </span>
            <Button size="compact-xs" aria-disabled={undo.isRunning} onClick={() => undo.run(patientId)}>
              {t.undo}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
