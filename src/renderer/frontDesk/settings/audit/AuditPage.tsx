import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import { StaffId } from '../../../../shared/domain/ids.ts'
import { CalendarDay } from '../../../../shared/domain/time.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../../components/ListStates.tsx'
import { OnPaper } from '../../../components/OnPaper.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PatientSelect } from '../../../components/PatientSelect.tsx'
import { saveFile } from '../../../components/saveFile.ts'
import { useAct } from '../../../components/useAct.ts'
import { usePrinting } from '../../../components/usePrinting.ts'
import { useApi, useClient } from '../../../state/ClientProvider.tsx'
import { useNow, useSession, useTimeZone } from '../../../state/useSession.ts'
import { formats, words } from '../../../words/words.ts'
import settings from '../settings.module.css'
import { auditCsv } from './auditCsv.ts'
import { AuditLines } from './AuditLines.tsx'
import { AuditPaper, type PrintedAudit } from './AuditPaper.tsx'
import styles from './audit.module.css'
import { gatherLines, MOST_TAKEN, useAuditLog, type Wanted } from './useAuditLog.ts'

/** R8.6: the audit log as a page a person can read: by patient, by staff, by day; printed and exported. */
export function AuditPage() {
  const [patient, setPatient] = useState<PatientSummary | null>(null)
  const [wanted, setWanted] = useState<Wanted>({ patientId: null, staffId: null, from: null, to: null })
  const pages = useAuditLog(wanted)
  const lines = pages.data?.pages.flatMap((page) => page.lines) ?? []
  const t = words.auditLog
  return (
    <Panel title={words.settings.pages.audit} aside={<Take wanted={wanted} />}>
      <p className={settings['text']}>{t.text}</p>
      <Filters
        {...{ patient, wanted }}
        onPatient={(chosen) => {
          setPatient(chosen)
          setWanted({ ...wanted, patientId: chosen?.id ?? null })
        }}
        onWanted={setWanted}
      />
      {pages.isPending ? <SkeletonRows count={12} /> : null}
      {pages.isError ? (
        <ErrorState title={t.couldNotLoad} error={pages.error} onRetry={() => void pages.refetch()} />
      ) : null}
      {pages.data && lines.length === 0 ? <EmptyState title={t.empty} hint={t.emptyText} /> : null}
      <AuditLines lines={lines} />
      {pages.hasNextPage ? (
        <Button size="xs" aria-disabled={pages.isFetching} onClick={() => void pages.fetchNextPage()}>
          {t.older}
        </Button>
      ) : null}
    </Panel>
  )
}

function Filters(props: {
  readonly patient: PatientSummary | null
  readonly wanted: Wanted
  readonly onPatient: (patient: PatientSummary | null) => void
  readonly onWanted: (wanted: Wanted) => void
}) {
  const { wanted, onWanted } = props
  const { data: staff = [] } = useQuery(useApi().staff.list.queryOptions())
  const t = words.auditLog
  const day = (name: 'from' | 'to') => (
    <TextInput
      type="date"
      label={t[name]}
      value={wanted[name] ?? ''}
      onChange={({ currentTarget: { value } }) =>
        onWanted({ ...wanted, [name]: CalendarDay.safeParse(value).data ?? null })
      }
    />
  )
  return (
    <div role="group" aria-label={t.filters} className={styles['filters']}>
      <PatientSelect value={props.patient} onChange={props.onPatient} error={null} />
      <NativeSelect
        label={t.staff}
        value={wanted.staffId ?? ''}
        data={[{ value: '', label: t.everybody }, ...staff.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={({ currentTarget: { value } }) =>
          onWanted({ ...wanted, staffId: StaffId.safeParse(value).data ?? null })
        }
      />
      {day('from')}
      {day('to')}
    </div>
  )
}

/** Printing and exporting: all lines that are wanted, and not those alone that have been scrolled to. */
function Take(props: { readonly wanted: Wanted }) {
  const { wanted } = props
  const client = useClient()
  const api = useApi()
  const queries = useQueryClient()
  const timeZone = useTimeZone()
  const now = useNow()
  const by = useSession().data?.staff?.name ?? ''
  const [count, setCount] = useState(0)
  const paper = usePrinting<PrintedAudit>()
  const take = useAct(async (how: 'printed' | 'exported') => {
    const lines = await gatherLines(client.auditLog, wanted, setCount)
    await client.auditLog.taken({ patientId: wanted.patientId, how, count: lines.length })
    void queries.invalidateQueries({ queryKey: api.auditLog.key() })
    if (how === 'printed') paper.print({ lines, printedAt: now, by })
    else saveFile(words.auditLog.fileName, auditCsv(lines, timeZone), 'text/csv')
  })
  const t = words.auditLog
  return (
    <Group gap="xs">
      <span role="status" className={styles['count']}>
        {take.isRunning ? t.gathering(formats.number(count)) : null}
        {!take.isRunning && count >= MOST_TAKEN ? t.most(formats.number(MOST_TAKEN)) : null}
      </span>
      <Button size="xs" aria-disabled={take.isRunning} onClick={() => take.run('printed')}>
        {t.print}
      </Button>
      <Button size="xs" aria-disabled={take.isRunning} onClick={() => take.run('exported')}>
        {t.export}
      </Button>
      {paper.onPaper ? (
        <OnPaper>
          <AuditPaper printed={paper.onPaper} />
        </OnPaper>
      ) : null}
    </Group>
  )
}
