import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Submission } from '../../../shared/contract/desk/forms.ts'
import { SubmissionBody } from '../../components/forms/SubmissionBody.tsx'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { useReturnFocus } from '../../components/useReturnFocus.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './myDay.module.css'

/** A form of the chosen patient, read whole; closed, one is where one was. */
export function FormDrawer(props: {
  readonly submissions: readonly Submission[]
  /** As it stands in the address; of another patient it opens nothing. */
  readonly id: string | null
  readonly onClose: () => void
}) {
  const read = props.submissions.find(({ id }) => id === props.id)
  return read ? <ReadForm submission={read} onClose={props.onClose} /> : null
}

function ReadForm(props: { readonly submission: Submission; readonly onClose: () => void }) {
  const submissionId = props.submission.id
  // Read by itself, so that the history says which form was read (R8.6).
  const whole = useQuery(useApi().forms.submission.queryOptions({ input: { submissionId } }))
  useReturnFocus()
  return (
    <Drawer
      opened
      onClose={props.onClose}
      position="right"
      padding="xl"
      size={560}
      title={<span dir="auto">{props.submission.title}</span>}
      closeButtonProps={{ 'aria-label': words.common.close }}
      classNames={{ title: styles['drawerTitle'] ?? '' }}
      transitionProps={{ duration: 140 }}
    >
      {whole.isPending ? <SkeletonRows count={6} /> : null}
      {whole.isError ? (
        <ErrorState title={words.workspace.couldNotLoad} error={whole.error} onRetry={() => void whole.refetch()} />
      ) : null}
      {whole.data ? <SubmissionBody submission={whole.data} /> : null}
    </Drawer>
  )
}
