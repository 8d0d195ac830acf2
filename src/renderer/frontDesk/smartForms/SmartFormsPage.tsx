import { PageHeader } from '../../components/PageHeader.tsx'
import { words } from '../../words/index.ts'

export function SmartFormsPage() {
  return <PageHeader title={words.shell.smartForms} />
}
