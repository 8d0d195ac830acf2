import { PageHeader } from '../../components/PageHeader.tsx'
import { words } from '../../words/index.ts'

export function InboxPage() {
  return <PageHeader title={words.shell.inbox} />
}
