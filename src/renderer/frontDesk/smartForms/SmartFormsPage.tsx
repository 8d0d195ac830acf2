import { Button } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParam } from '../../address/useParam.ts'
import { SendFormsModal } from '../../components/forms/SendFormsModal.tsx'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import rows from '../../components/rows.module.css'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { Assignments } from './Assignments.tsx'
import { FormPreview } from './FormPreview.tsx'
import { Library } from './Library.tsx'
import styles from './smartForms.module.css'

/** In the address, where no form was chosen yet. */
const ANY = 'any'

/** The library with its counts, and every form that was sent (R10.1). */
export function SmartFormsPage() {
  const api = useApi()
  const library = useQuery(api.forms.library.queryOptions())
  const assignments = useQuery(api.forms.assignments.queryOptions())
  const [sending, setSending] = useParam('send')
  const [previewId, setPreviewId] = useParam('preview')
  const t = words.forms
  const failed = library.isError ? library : assignments.isError ? assignments : null
  const previewed = library.data?.find(({ id }) => id === previewId)
  const out = library.data?.reduce((sum, { counts }) => sum + counts.pending + counts.inProgress, 0) ?? 0
  return (
    <>
      <PageHeader title={t.title} subtitle={library.data ? t.summary(library.data.length, out) : null}>
        <Button
          variant="filled"
          leftSection={<IconSend size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => setSending(ANY)}
        >
          {t.sendForm}
        </Button>
      </PageHeader>
      <div className={styles['page']}>
        {failed ? (
          <ErrorState title={t.couldNotLoad} error={failed.error} onRetry={() => void failed.refetch()} />
        ) : null}
        {!failed && (library.isPending || assignments.isPending) ? (
          <div className={rows['rows']}>
            <SkeletonRows count={6} />
          </div>
        ) : null}
        {library.data && assignments.data ? (
          <>
            <Library forms={library.data} onPreview={setPreviewId} onSend={setSending} />
            <Assignments assignments={assignments.data} />
          </>
        ) : null}
      </div>
      {library.data && sending ? (
        <SendFormsModal
          patient={null}
          formIds={library.data.filter(({ id }) => id === sending).map(({ id }) => id)}
          onClose={() => setSending(null)}
        />
      ) : null}
      {previewed ? <FormPreview form={previewed} onClose={() => setPreviewId(null)} /> : null}
    </>
  )
}
