import type { Settings } from '../../../../shared/contract/desk/settings.ts'
import { useMay } from '../../../state/useMay.ts'
import { AuditLog } from './AuditLog.tsx'
import { ClinicHistory } from './ClinicHistory.tsx'
import { Locking } from './Locking.tsx'
import { SecondFactors } from './SecondFactors.tsx'

/** When stations lock, who has a second factor, and what was done (R10.3, R8.6). */
export function Security(props: { readonly settings: Settings; readonly canChange: boolean }) {
  const may = useMay()
  return (
    <>
      <Locking {...props} />
      {may('staff.accounts') ? <SecondFactors /> : null}
      <AuditLog />
      {may('settings.history') ? <ClinicHistory /> : null}
    </>
  )
}
