import { PageHeader } from '../../components/PageHeader.tsx'
import { words } from '../../words/index.ts'

export function SettingsPage() {
  return <PageHeader title={words.shell.settings} />
}
