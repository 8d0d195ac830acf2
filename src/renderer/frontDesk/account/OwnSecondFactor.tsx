import { Button } from '@mantine/core'
import { useState } from 'react'
import type { OwnAccount } from '../../../shared/contract/desk/account.ts'
import { Panel } from '../../components/Panel.tsx'
import { Pill } from '../../components/Pill.tsx'
import { shortDateTime } from '../../format/moments.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import settings from '../settings/settings.module.css'
import { EndFactorModal } from './EndFactorModal.tsx'
import { SetUpFactorModal } from './SetUpFactorModal.tsx'
import { SpareCodesModal } from './SpareCodesModal.tsx'

/** R10.3: an authenticator's code after the password, for whoever wants that; and its spare codes. */
export function OwnSecondFactor(props: { readonly account: OwnAccount }) {
  const { staff, secondFactor, isLastAdmin } = props.account
  const now = useNow()
  const timeZone = useTimeZone()
  const [opened, setOpened] = useState<'setUp' | 'end' | null>(null)
  // Never in the address, nor kept: they are shown once.
  const [spareCodes, setSpareCodes] = useState<readonly string[] | null>(null)
  const t = words.account.factor
  const isFew = secondFactor !== null && secondFactor.spareCodesLeft < 3
  return (
    <Panel
      title={t.title}
      mark={<Pill tone={secondFactor ? 'good' : 'plain'}>{secondFactor ? t.on : t.off}</Pill>}
      aside={
        <Button size="xs" onClick={() => setOpened(secondFactor ? 'end' : 'setUp')}>
          {secondFactor ? t.end : t.begin}
        </Button>
      }
    >
      <p className={settings['intro']}>
        {secondFactor
          ? [
              t.onText(shortDateTime(secondFactor.since, timeZone, now)),
              t.spare(secondFactor.spareCodesLeft),
              ...(isFew ? [t.spareFew] : []),
            ].join(' ')
          : t.offText}
      </p>
      {isLastAdmin ? <p className={settings['warning']}>{t.onlyAdmin}</p> : null}
      {opened === 'setUp' ? (
        <SetUpFactorModal
          onClose={() => setOpened(null)}
          onDone={(codes) => {
            setOpened(null)
            setSpareCodes(codes)
          }}
        />
      ) : null}
      {opened === 'end' ? <EndFactorModal onClose={() => setOpened(null)} /> : null}
      {spareCodes ? (
        <SpareCodesModal email={staff.email} codes={spareCodes} onClose={() => setSpareCodes(null)} />
      ) : null}
    </Panel>
  )
}
