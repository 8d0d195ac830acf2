import { Button } from '@mantine/core'
import { useState } from 'react'
import type { OneTimeCode, StaffAccount } from '../../../../shared/contract/desk/staff.ts'
import { ConfirmModal } from '../../../components/ConfirmModal.tsx'
import { notifyDone } from '../../../components/notify.ts'
import { Panel } from '../../../components/Panel.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { useAct } from '../../../components/useAct.ts'
import { shortDateTime } from '../../../format/moments.ts'
import { useClient } from '../../../state/ClientProvider.tsx'
import { useNow, useSession, useTimeZone } from '../../../state/useSession.ts'
import { words } from '../../../words/words.ts'
import settings from '../settings.module.css'
import { useKeepAccount } from './useStaffChange.ts'

/** R10.3: how somebody gets in, and what an admin does for whoever cannot: a new one-time code, the second factor given anew. */
export function SigningIn(props: {
  readonly account: StaffAccount
  readonly onGiven: (account: StaffAccount, oneTimeCode: OneTimeCode) => void
}) {
  const { account } = props
  const client = useClient()
  const keep = useKeepAccount()
  const now = useNow()
  const timeZone = useTimeZone()
  const isOwn = useSession().data?.staff?.id === account.id
  const [asking, setAsking] = useState<'reset' | 'anew' | null>(null)
  const t = words.settings.staff.way
  const reset = useAct(() => client.staff.resetPassword({ id: account.id }), {
    onDone: ({ account: after, oneTimeCode }) => {
      keep(after)
      props.onGiven(after, oneTimeCode)
    },
  })
  const giveAnew = async (reason: string) => {
    keep(await client.staff.resetSecondFactor({ id: account.id, reason }))
    notifyDone(t.anewDone(account.name))
  }
  const { way, secondFactorSince: since } = account
  const written = (at: typeof now) => shortDateTime(at, timeZone, now)
  return (
    <Panel title={t.title}>
      <div className={settings['form']}>
        <p className={settings['intro']}>
          {way.kind === 'password' ? t.password : way.expiresAt > now ? t.code(written(way.expiresAt)) : t.codeOver}{' '}
          {since ? t.factorOn(written(since)) : t.factorOff}
        </p>
        {isOwn ? (
          <p className={settings['intro']}>{t.own}</p>
        ) : (
          <div className={settings['acts']}>
            <Button
              aria-disabled={reset.isRunning}
              onClick={() => (way.kind === 'password' ? setAsking('reset') : reset.run(undefined))}
            >
              {t.reset}
            </Button>
            {since ? <Button onClick={() => setAsking('anew')}>{t.giveAnew}</Button> : null}
          </div>
        )}
      </div>
      {asking === 'reset' ? (
        <ConfirmModal
          title={t.resetTitle(account.name)}
          text={t.resetText}
          confirm={t.resetConfirm}
          onConfirm={() => reset.run(undefined)}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking === 'anew' ? (
        <ReasonModal
          title={t.anewTitle(account.name)}
          text={t.anewText}
          confirm={t.anewConfirm}
          suggestions={t.anewReasons}
          onConfirm={giveAnew}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </Panel>
  )
}
