import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { AuditVerdict } from '../../../../shared/domain/auditFacts.ts'
import { Panel } from '../../../components/Panel.tsx'
import { Pill } from '../../../components/Pill.tsx'
import { useAct } from '../../../components/useAct.ts'
import { shortDateTime } from '../../../format/moments.ts'
import { useApi, useClient } from '../../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../../state/useSession.ts'
import { formats, words } from '../../../words/words.ts'
import styles from '../settings.module.css'

/** R8.6: whether the history of all charts is whole; read at every start, and on the button. */
export function AuditLog() {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const now = useNow()
  const timeZone = useTimeZone()
  const { data: last } = useQuery(api.settings.audit.queryOptions())
  const check = useAct(() => client.settings.checkAudit(), {
    onDone: (checked) => queryClient.setQueryData(api.settings.audit.queryKey(), checked),
  })
  const t = words.settings.audit
  return (
    <Panel
      id="history"
      title={t.title}
      mark={
        last ? <Pill tone={last.verdict.state === 'whole' ? 'good' : 'bad'}>{t.states[last.verdict.state]}</Pill> : null
      }
      aside={
        <Button size="xs" aria-disabled={check.isRunning} onClick={() => check.run(undefined)}>
          {t.check}
        </Button>
      }
    >
      <p className={styles['text']}>{t.text}</p>
      {last ? (
        <p className={last.verdict.state === 'whole' ? styles['finding'] : styles['warning']} role="status">
          {finding(last.verdict)} {t.checkedAt(shortDateTime(last.at, timeZone, now))}
        </p>
      ) : null}
    </Panel>
  )
}

function finding(verdict: AuditVerdict): string {
  const t = words.settings.audit.finding
  switch (verdict.state) {
    case 'whole':
      return t.whole(verdict.rows, formats.number(verdict.rows))
    case 'broken':
      return t.broken(formats.number(verdict.atSeq))
    case 'cut':
      return t.cut(formats.number(verdict.anchoredSeq))
  }
}
