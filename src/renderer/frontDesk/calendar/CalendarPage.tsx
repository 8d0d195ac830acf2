import { PageHeader } from '../../components/PageHeader.tsx'
import { words } from '../../words/index.ts'

export function CalendarPage(props: { readonly on: string | null }) {
  return <PageHeader title={words.shell.calendar} subtitle={props.on} />
}
