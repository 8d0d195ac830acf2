import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconKey } from '@tabler/icons-react'
import { EmptyState } from '../../components/ListStates.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Key } from '../../components/Pill.tsx'
import { words } from '../../words/words.ts'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import { useRequestCode } from './useRequestCode.ts'

/** Nothing open: "Request Access Code". */
export function NoInvitation(props: { readonly patient: WorkspacePatient }) {
  const { patient } = props
  const request = useRequestCode(patient)
  useHotkeys([['R', () => request.run()]])
  return (
    <Panel>
      <EmptyState
        icon={<IconKey size={28} stroke={1.5} aria-hidden="true" />}
        title={words.access.emptyTitle}
        hint={
          patient.birthOn
            ? words.access.emptyText(patient.givenName)
            : `${words.access.emptyText(patient.givenName)} ${words.access.noBirthDate}`
        }
        action={
          <Button
            variant="filled"
            onClick={() => request.run()}
            aria-disabled={request.isRunning}
            aria-keyshortcuts="R"
            rightSection={<Key>R</Key>}
          >
            {words.access.request}
          </Button>
        }
      />
    </Panel>
  )
}
