import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { notifyDone } from '../../components/notify.ts'
import { Fact, Facts } from '../../components/Panel.tsx'
import { useAct } from '../../components/useAct.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './settings.module.css'

/** R11.5: the online service names another address or mail key than was agreed to; nothing of it counts before a yes. */
export function EndpointOffer(props: { readonly isAdmin: boolean }) {
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
  if (!data) return null
  const { offered, agreed } = data
  return (
    <div className={styles['offer']} role="alert">
      <p className={styles['warning']}>{t.text}</p>
      <Facts>
        <Fact term={t.portal}>{offered.portalUrl}</Fact>
        {offered.portalUrl === agreed.portalUrl ? null : <Fact term={t.agreed}>{agreed.portalUrl}</Fact>}
        <Fact term={t.mailKey}>{offered.mailRecipient}</Fact>
        {offered.mailRecipient === agreed.mailRecipient ? null : <Fact term={t.agreed}>{agreed.mailRecipient}</Fact>}
      </Facts>
      {props.isAdmin ? (
        <Button aria-disabled={accept.isRunning} onClick={() => accept.run(offered)}>
          {t.accept}
        </Button>
      ) : (
        <p className={styles['text']}>{t.askAdmin}</p>
      )}
    </div>
  )
}
