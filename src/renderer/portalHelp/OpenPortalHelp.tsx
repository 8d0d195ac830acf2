import { lazy, Suspense } from 'react'
import type { PatientSummary } from '../../shared/contract/desk/patients.ts'
import type { InboxItemId } from '../../shared/domain/ids.ts'
import { useParamOf } from '../address/useParamOf.ts'
import { useDeskStore } from '../state/ClientProvider.tsx'

const PortalHelp = lazy(() => import('./PortalHelp.tsx').then((it) => ({ default: it.PortalHelp })))

/** As it stands in the address: what was typed, which may be a secret, stays out of it. */
const OPEN = 'open'

/** "Portal help" over whatever page is open. */
export function OpenPortalHelp(props: {
  readonly patient: PatientSummary | null
  readonly onCompare: ((id: InboxItemId) => void) | null
}) {
  const help = useDeskStore((desk) => desk.help)
  const setHelp = useDeskStore((desk) => desk.setHelp)
  const close = () => setHelp(null)
  useParamOf('help', help && OPEN, { open: () => setHelp({ typed: '' }), close })
  if (help === null) return null
  return (
    <Suspense fallback={null}>
      <PortalHelp
        patient={props.patient}
        typed={help.typed}
        onClose={close}
        onCompare={
          props.onCompare &&
          ((id) => {
            close()
            props.onCompare?.(id)
          })
        }
      />
    </Suspense>
  )
}
