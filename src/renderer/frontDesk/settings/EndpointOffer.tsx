import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { notifyDone } from '../../components/notify.ts'
import { Fact, Facts } from '../../components/Panel.tsx'
import { useAct } from '../../components/useAct.ts'
import { useFocusStays } from '../../components/useFocusStays.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './settings.module.css'

/** R11.5: the online service names another address or mail key than was agreed to; nothing of it counts before a yes. */
export function EndpointOffer(props: { readonly canChange: boolean }) {
  const client = useClient()
  const queryClient = useQueryClient()
  const { data } = useQuery(useApi().settings.offer.queryOptions())
  const t = words.settings.offer
  const accept = useAct(client.settings.acceptOffer, {
    onDone: () => {
      void queryClient.invalidateQueries()
      notifyDone(t.accepted)
    },
  })
  const area = useRef<HTMLDivElement>(null)
  const focusStays = useFocusStays(area, (offer) => offer.closest('section')?.querySelector('button'))
  return (
    <div ref={area} {...focusStays}>
      {data ? (
        <div className={styles['offer']} role="alert">
          <p>{t.text}</p>
          <Pair term={t.portal} agreed={data.agreed.portalUrl} offered={data.offered.portalUrl} />
          <Pair term={t.mailKey} agreed={data.agreed.mailRecipient} offered={data.offered.mailRecipient} />
          {props.canChange ? (
            <Button aria-disabled={accept.isRunning} onClick={() => accept.run(data.offered)}>
              {t.accept}
            </Button>
          ) : (
            <p>{t.askAdmin}</p>
          )}
        </div>
      ) : null}
    </div>
  )
}

/** What was agreed to and what is said now, one under the other; nothing of what is the same. */
function Pair(props: { readonly term: string; readonly agreed: string; readonly offered: string }) {
  const t = words.settings.offer
  if (props.agreed === props.offered) return null
  return (
    <section className={styles['pair']}>
      <h3>{props.term}</h3>
      <Facts>
        <Fact term={t.agreed}>{props.agreed}</Fact>
        <Fact term={t.now}>{props.offered}</Fact>
      </Facts>
    </section>
  )
}
