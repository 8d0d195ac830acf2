import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ErrorState, SkeletonRows } from '../../../components/ListStates.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { saveFile } from '../../../components/saveFile.ts'
import { useAct } from '../../../components/useAct.ts'
import { useApi, useClient } from '../../../state/ClientProvider.tsx'
import { formats, words } from '../../../words/words.ts'
import settings from '../settings.module.css'
import { readEverything } from './readEverything.ts'
import { Rebuilding, Wipe } from './Wipe.tsx'
import { ServerTable } from './ServerTable.tsx'
import styles from './server.module.css'

/** R11.1: what the endpoint keeps of this clinic: every table and column in words, how much there is, and all of it as a file. */
export function ServerKnowsPage() {
  const known = useQuery({ ...useApi().serverKnows.tables.queryOptions({ input: {} }), staleTime: 0 })
  const t = words.serverKnows
  if (known.isError) {
    return <ErrorState title={t.couldNotLoad} error={known.error} onRetry={() => void known.refetch()} />
  }
  if (!known.data) return <SkeletonRows count={12} />
  const { tables } = known.data
  const total = tables.reduce(
    (sum, { size }) => ({ rows: sum.rows + (size?.rows ?? 0), bytes: sum.bytes + (size?.bytes ?? 0) }),
    { rows: 0, bytes: 0 },
  )
  return (
    <Panel title={t.total(formats.number(total.rows), formats.bytes(total.bytes))} aside={<Acts />}>
      <Rebuilding />
      <p className={settings['text']}>{t.text}</p>
      <ul className={styles['tables']}>
        {tables.map(({ table, size }) => (
          <li key={table}>
            <ServerTable table={table} size={size} />
          </li>
        ))}
      </ul>
      <p className={settings['note']}>{t.fileText}</p>
    </Panel>
  )
}

function Acts() {
  return (
    <Group gap="xs">
      <Download />
      <Wipe />
    </Group>
  )
}

function Download() {
  const client = useClient()
  const [count, setCount] = useState(0)
  const stopping = useRef<AbortController>(null)
  const t = words.serverKnows
  useEffect(() => () => stopping.current?.abort(), [])
  const download = useAct(async () => {
    const stop = new AbortController()
    stopping.current = stop
    setCount(0)
    try {
      const text = await readEverything(client.serverKnows, setCount, stop.signal)
      saveFile('what-the-server-knows.json', text, 'application/json')
    } catch (error) {
      if (!stop.signal.aborted) throw error
    }
  })
  return (
    <>
      <span role="status">{download.isRunning ? t.downloading(formats.number(count)) : null}</span>
      <Button
        size="xs"
        onClick={() => {
          if (download.isRunning) stopping.current?.abort()
          else download.run(undefined)
        }}
      >
        {download.isRunning ? t.stop : t.download}
      </Button>
    </>
  )
}
