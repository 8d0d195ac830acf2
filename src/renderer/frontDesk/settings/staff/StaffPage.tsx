import { Button } from '@mantine/core'
import { IconArrowLeft, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { OneTimeCode, StaffAccount } from '../../../../shared/contract/desk/staff.ts'
import { useParam } from '../../../address/useParam.ts'
import { askOrClose } from '../../../components/discard/discarding.ts'
import { ErrorState, SkeletonRows } from '../../../components/ListStates.tsx'
import { useApi } from '../../../state/ClientProvider.tsx'
import { words } from '../../../words/words.ts'
import beside from '../beside.module.css'
import { OneTimeCodeModal } from './OneTimeCodeModal.tsx'
import { SigningIn } from './SigningIn.tsx'
import styles from './staff.module.css'
import { StaffForm } from './StaffForm.tsx'
import { StaffList } from './StaffList.tsx'

/** In the address, in place of an id. */
const NEW = 'new'

/** R10.3: the accounts, and the one that is looked at beside them: `/settings/staff?staff=<id>`. */
export function StaffPage(props: {
  /** Adding somebody is not the one thing to do next. */
  readonly isQuiet?: boolean
}) {
  const [asked, setAsked] = useParam('staff')
  // Never in the address: it is shown once.
  const [given, setGiven] = useState<{ readonly to: StaffAccount; readonly oneTimeCode: OneTimeCode } | null>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  const backButton = useRef<HTMLButtonElement>(null)
  const accounts = useQuery(useApi().staff.accounts.queryOptions())
  const t = words.settings.staff
  if (accounts.isPending) return <SkeletonRows count={6} height={54} />
  if (accounts.isError) {
    return <ErrorState title={t.couldNotLoad} error={accounts.error} onRetry={() => void accounts.refetch()} />
  }
  const choose = (next: string | null) => askOrClose(() => setAsked(next))
  const chosen = accounts.data.find(({ id }) => id === asked) ?? null
  const isNew = asked === NEW
  return (
    <div className={beside['page']} data-chosen={chosen !== null || isNew || undefined}>
      <section className={beside['list']} aria-label={words.settings.pages.staff}>
        <div className={beside['head']}>
          <p className={beside['text']}>{t.text}</p>
          <Button
            ref={addButton}
            variant={isNew || props.isQuiet ? 'default' : 'filled'}
            leftSection={<IconPlus size={15} stroke={1.75} aria-hidden="true" />}
            onClick={() => choose(NEW)}
          >
            {t.add}
          </Button>
        </div>
        <StaffList accounts={accounts.data} chosenId={chosen?.id ?? null} onChoose={choose} />
        {asked !== null && !chosen && !isNew ? (
          <p role="status" className={beside['text']}>
            {t.gone}
          </p>
        ) : null}
      </section>
      {chosen || isNew ? (
        <aside className={beside['form']} aria-label={chosen?.name ?? t.newTitle}>
          <button ref={backButton} type="button" className={beside['back']} onClick={() => choose(null)}>
            <IconArrowLeft size={15} stroke={1.75} aria-hidden="true" />
            {t.back}
          </button>
          <div key={asked} className={styles['panels']}>
            <StaffForm
              account={chosen}
              others={accounts.data}
              onAdded={(to, oneTimeCode) => {
                // What was typed is saved by then: nothing is asked.
                setAsked(to.id)
                // Where the next person is added; the code goes back to it.
                const ways = [addButton.current, backButton.current]
                ways.find((way) => way?.checkVisibility())?.focus()
                if (oneTimeCode) setGiven({ to, oneTimeCode })
              }}
            />
            {chosen?.isActive ? (
              <SigningIn account={chosen} onGiven={(to, oneTimeCode) => setGiven({ to, oneTimeCode })} />
            ) : null}
          </div>
        </aside>
      ) : null}
      {given ? <OneTimeCodeModal {...given} onClose={() => setGiven(null)} /> : null}
    </div>
  )
}
