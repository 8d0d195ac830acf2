import { Link } from 'wouter'
import { EmptyState } from '../../components/ListStates.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { words } from '../../words/words.ts'

export function PageMissing() {
  return (
    <>
      <PageHeader title={words.common.product} />
      <EmptyState title={words.shell.pageMissing} action={<Link href="/today">{words.shell.backToToday}</Link>} />
    </>
  )
}
