import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmModal } from '../../../components/ConfirmModal.tsx'
import { useAct } from '../../../components/useAct.ts'
import { useApi, useClient } from '../../../state/ClientProvider.tsx'
import { formats, words } from '../../../words/words.ts'
import styles from './server.module.css'

/** R11.1: what the endpoint holds is wiped and rebuilt, once that was said yes to. */
export function Wipe() {
  const [isAsked, setAsked] = useState(false)
  const client = useClient()
  const api = useApi()
  const queries = useQueryClient()
  const wipe = useAct(async () => {
    queries.setQueryData(api.serverKnows.rebuild.queryKey({ input: {} }), await client.serverKnows.wipe({}))
  })
  const t = words.serverKnows
  return (
    <>
      <Button size="xs" className={styles['wipe']} loading={wipe.isRunning} onClick={() => setAsked(true)}>
        {t.wipe}
      </Button>
      {isAsked ? (
        <ConfirmModal {...t.wiping} onConfirm={() => wipe.run(undefined)} onClose={() => setAsked(false)} />
      ) : null}
    </>
  )
}

/** How far a wipe is. */
export function Rebuilding() {
  const { data: rebuild } = useQuery({ ...useApi().serverKnows.rebuild.queryOptions({ input: {} }), staleTime: 0 })
  const t = words.serverKnows.rebuild
  return (
    <p role="status" className={styles['rebuild']}>
      {rebuild?.state === 'waiting' ? t.waiting : null}
      {rebuild?.state === 'publishing' ? t.publishing(formats.number(rebuild.left)) : null}
    </p>
  )
}
