import { PageHeader } from '../../components/PageHeader.tsx'
import { words } from '../../words/index.ts'

export function TodayPage() {
  return <PageHeader title={words.shell.today} />
}
