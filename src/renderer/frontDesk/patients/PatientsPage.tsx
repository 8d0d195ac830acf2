import { PageHeader } from '../../components/PageHeader.tsx'
import { words } from '../../words/index.ts'

export function PatientsPage() {
  return <PageHeader title={words.shell.patients} />
}
