import { IconChevronRight } from '@tabler/icons-react'
import type { KnownSize } from '../../../../shared/contract/sync.ts'
import { isServerTable, serverTable } from '../../../../shared/domain/serverKnows.ts'
import { formats, words } from '../../../words/words.ts'
import styles from './server.module.css'

/** One table of the endpoint: what it is, how much of it there is, and what each of its columns says and how it is kept. */
export function ServerTable(props: { readonly table: string; readonly size: KnownSize | null }) {
  const { table, size } = props
  const t = words.serverKnows
  const explained = isServerTable(table) ? t.tables[table] : null
  return (
    <details>
      <summary className={styles['line']}>
        <IconChevronRight size={14} stroke={1.75} aria-hidden="true" />
        <span className={styles['name']} translate={explained ? undefined : 'no'}>
          {explained?.name ?? table}
        </span>
        <span className={styles['figure']}>{size ? t.rows(formats.number(size.rows)) : t.ofNoClinic}</span>
        <span className={styles['figure']}>{size ? formats.bytes(size.bytes) : null}</span>
      </summary>
      <div className={styles['open']}>
        <p>{explained?.text ?? t.unknown}</p>
        {isServerTable(table) ? <Columns table={table} /> : null}
      </div>
    </details>
  )
}

function Columns(props: { readonly table: Parameters<typeof serverTable>[0] }) {
  const t = words.serverKnows
  const explained: Readonly<Record<string, string>> = t.tables[props.table].columns
  return (
    <table className={styles['columns']} aria-label={t.columns}>
      <thead>
        <tr>
          <th scope="col">{t.column}</th>
          <th scope="col">{t.what}</th>
          <th scope="col">{t.how}</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(serverTable(props.table).columns).map(([column, kept]) => (
          <tr key={column}>
            <th scope="row" translate="no">
              {column}
            </th>
            <td>{explained[column]}</td>
            <td>{t.kept[kept]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
