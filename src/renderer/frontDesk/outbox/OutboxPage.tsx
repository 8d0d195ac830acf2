import { PageHeader } from '../../components/PageHeader.tsx'
import { words } from '../../words/index.ts'

export function OutboxPage() {
  return <PageHeader title={words.shell.outbox} />
}
