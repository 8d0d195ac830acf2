import { Button } from '@mantine/core'
import { IconAlertCircle, IconCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useAct } from '../../components/useAct.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './setUp.module.css'
import { SetUpFrame } from './SetUpFrame.tsx'
import type { Shown } from './SetUp.tsx'
import { hrefOf, READY, steps } from './steps.ts'

/** R10.8: what there is and what is missing; from here the desk opens, and what is missing stands in "To settle". */
export function Ready(props: Shown) {
  const { missing, done, facts } = props
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const end = useAct(() => client.setUp.end(), {
    onDone: () => void queryClient.invalidateQueries({ queryKey: api.session.key() }),
  })
  const t = words.setUp
  const isReady = missing.length === 0
  return (
    <SetUpFrame
      place={READY}
      done={done}
      facts={facts}
      canOpen
      title={isReady ? t.ready.title(facts.clinic ?? '') : t.ready.titleLacking}
      text={isReady ? t.ready.text : t.ready.textLacking}
      back={
        <Button component={Link} href={hrefOf('recovery')} size="md" variant="subtle" color="gray">
          {t.backTo(t.pages.recovery.name)}
        </Button>
      }
      on={
        <Button size="md" variant="filled" aria-disabled={end.isRunning} onClick={() => end.run(undefined)}>
          {t.ready.open}
        </Button>
      }
    >
      <ul className={styles['list']}>
        {steps.map(({ name, settles }) => {
          const lacks = settles !== null && missing.includes(settles) ? t.steps[settles] : null
          return (
            <li key={name} data-done={done.has(name) || undefined}>
              <Link href={hrefOf(name)}>
                {done.has(name) ? (
                  <>
                    <IconCheck size={18} stroke={2} role="img" aria-label={t.isDone} />
                    <Line name={t.pages[name].name} about={facts[name] ?? ''} />
                  </>
                ) : (
                  <>
                    <IconAlertCircle size={18} stroke={1.75} aria-hidden="true" />
                    <Line name={lacks?.missing ?? t.pages[name].name} about={lacks?.because ?? t.pages[name].about} />
                  </>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </SetUpFrame>
  )
}

function Line(props: { readonly name: string; readonly about: string }) {
  return (
    <div>
      <b>{props.name}</b>
      <small dir="auto">{props.about}</small>
    </div>
  )
}
