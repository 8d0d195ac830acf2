import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { WaitingEntry } from '../../shared/contract/desk/waitingList.ts'
import type { PatientId } from '../../shared/domain/ids.ts'
import { Chip } from '../components/Pill.tsx'
import rows from '../components/rows.module.css'
import { WaitingForm } from '../frontDesk/waitingList/WaitingForm.tsx'
import { insteadText, wishText } from '../frontDesk/waitingList/wishText.ts'
import { useApi } from '../state/ClientProvider.tsx'
import { useTimeZone } from '../state/useSession.ts'
import { useToday } from '../state/useToday.ts'
import { formats, words } from '../words/words.ts'

/** R6.2: what this patient is on the waiting list for. */
export function WaitsFor(props: { readonly patientId: PatientId; readonly onAdd: () => void }) {
  const { data } = useQuery(useApi().waitingList.list.queryOptions())
  const [changing, setChanging] = useState<WaitingEntry | null>(null)
  const timeZone = useTimeZone()
  const today = useToday()
  const t = words.waitingList
  const entries = (data?.waiting ?? []).filter(({ patientId }) => patientId === props.patientId)
  return (
    <section aria-label={t.title}>
      <h2 className={rows['group']}>
        {t.title}
        {data && entries.length === 0 ? <span className={rows['groupNote']}>{t.waitsForNothing}</span> : null}
        <Button size="xs" onClick={props.onAdd}>
          {t.addLong}
        </Button>
      </h2>
      {entries.length > 0 ? (
        <ul className={rows['rows']}>
          {entries.map((entry) => (
            <li key={entry.id} className={rows['row']}>
              <span className={rows['strong']}>{entry.serviceName}</span>
              <span className={rows['quiet']}>
                {[
                  entry.practitionerName ?? t.anyone,
                  wishText(entry, today),
                  ...insteadText(entry.insteadOfAt, timeZone, today),
                  t.since(formats.shortDay(entry.since, timeZone, today)),
                ].join(', ')}
              </span>
              {entry.isUrgent ? <Chip tone="warn">{t.urgent}</Chip> : null}
              <Button size="xs" onClick={() => setChanging(entry)}>
                {t.changeOf(entry.serviceName)}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {changing ? (
        <WaitingForm key={changing.id} entry={changing} patient={null} onClose={() => setChanging(null)} />
      ) : null}
    </section>
  )
}
