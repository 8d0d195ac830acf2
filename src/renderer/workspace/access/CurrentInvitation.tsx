import { lazy, Suspense } from 'react'
import type { Holder, Invitation } from '../../../shared/contract/desk/access.ts'
import { useParam } from '../../address/useParam.ts'
import { ConfirmModal } from '../../components/ConfirmModal.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Pill } from '../../components/Pill.tsx'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { shortDateTime } from '../../format/moments.ts'
import { useKeys } from '../../keys/useKeys.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import styles from './access.module.css'
import { purposeOf } from './accessHeading.ts'
import { InvitationActs } from './InvitationActs.tsx'
import { fixFor, isLinkOut, standingOf } from './invitationStanding.ts'
import { LifeList } from './LifeList.tsx'
import { SendLinkModal } from './SendLinkModal.tsx'
import { STANDING_TONES } from './standingTones.ts'
import { timeLeft } from './timeLeft.ts'
import { useAskAgain } from './useAccess.ts'
import { useRequestCode } from './useRequestCode.ts'

const Slip = lazy(() => import('./Slip.tsx').then((it) => ({ default: it.Slip })))

/** The open invitation: its code, how it stands, the one act that moves it on, and its life with times (R4.1). */
export function CurrentInvitation(props: {
  readonly patient: WorkspacePatient
  readonly invitation: Invitation
  readonly holders: readonly Holder[]
}) {
  const { patient, invitation, holders } = props
  const now = useNow(1000)
  const timeZone = useTimeZone()
  const client = useClient()
  const askAgain = useAskAgain()
  const request = useRequestCode(patient)
  const [dialog, setDialog] = useParam('do')
  const standing = standingOf(invitation, now)
  const fix = fixFor(standing)
  const canSend = fix === 'send' || fix === 'sendAgain' || fix === 'correct'
  const isOpen = fix !== 'request'
  useKeys({
    send: canSend ? () => setDialog('send') : null,
    print: invitation.code ? () => setDialog('slip') : null,
    request: fix === 'request' ? () => request.run() : null,
  })

  return (
    <Panel
      title={<span className={styles['heading']}>{words.access[purposeOf(invitation, holders, patient.email)]}</span>}
      mark={<Pill tone={STANDING_TONES[standing]}>{words.access.standing[standing]}</Pill>}
      aside={
        isOpen
          ? words.access.expires(
              shortDateTime(invitation.expiresAt, timeZone, now),
              words.access.timeLeft(timeLeft(invitation.expiresAt, now)),
            )
          : null
      }
    >
      {invitation.code ? (
        <>
          <p className={styles['code']} data-testid="access-code">
            {invitation.code}
          </p>
          <p className={styles['codeHint']}>{words.access.readAloud}</p>
        </>
      ) : (
        <p className={styles['codeHint']}>{patient.birthOn ? words.access.codeEnded : words.access.noBirthDate}</p>
      )}
      <InvitationActs
        invitation={invitation}
        fix={fix}
        hasEmail={patient.email !== null || invitation.email !== null}
        onSend={() => setDialog('send')}
        onPrint={() => setDialog('slip')}
        onRevoke={() => setDialog('revoke')}
        onRequest={() => (isLinkOut(standing) ? setDialog('replace') : request.run())}
        isRequesting={request.isRunning}
      />
      <LifeList invitation={invitation} />
      {dialog === 'send' ? (
        <SendLinkModal
          patient={patient}
          invitation={invitation}
          fix={fix}
          holders={holders}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'revoke' ? (
        <ReasonModal
          {...words.access.revoking}
          onConfirm={(reason) =>
            client.access.revokeInvitation({ invitationId: invitation.id, reason }).finally(askAgain)
          }
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'replace' ? (
        <ConfirmModal {...words.access.replacing} onConfirm={request.run} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === 'slip' ? (
        <Suspense fallback={null}>
          <Slip invitation={invitation} onClose={() => setDialog(null)} />
        </Suspense>
      ) : null}
    </Panel>
  )
}
