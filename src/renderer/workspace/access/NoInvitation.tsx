import { Button } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import type { Holder } from '../../../shared/contract/desk/access.ts'
import { EmptyState } from '../../components/ListStates.tsx'
import { Panel } from '../../components/Panel.tsx'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut } from '../../keys/keys.ts'
import { useKeys } from '../../keys/useKeys.ts'
import { words } from '../../words/words.ts'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import { newestFullHolder } from './accessHeading.ts'
import { useRequestCode } from './useRequestCode.ts'

/** Nothing open: who sees all already, and "Request Access Code". */
export function NoInvitation(props: { readonly patient: WorkspacePatient; readonly holders: readonly Holder[] }) {
  const { patient } = props
  const holder = newestFullHolder(props.holders)
  const text = (holder ? words.access.openText : words.access.emptyText)(patient.givenName)
  const request = useRequestCode(patient)
  useKeys({ request: () => request.run() })
  return (
    <Panel>
      <EmptyState
        icon={<IconKey size={28} stroke={1.5} aria-hidden="true" />}
        title={holder ? words.access.openTitle(holder.email) : words.access.emptyTitle}
        hint={patient.birthOn ? text : `${text} ${words.access.noBirthDate}`}
        action={
          <Button
            variant="filled"
            onClick={() => request.run()}
            aria-disabled={request.isRunning}
            aria-keyshortcuts={ariaShortcut('request')}
            rightSection={<KeyOf name="request" />}
          >
            {words.access.request}
          </Button>
        }
      />
    </Panel>
  )
}
