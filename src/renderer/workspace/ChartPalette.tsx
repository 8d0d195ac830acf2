import { IconCalendarPlus, IconClockPlus, IconEye, IconLayoutList, IconLifebuoy } from '@tabler/icons-react'
import type { PatientId } from '../../shared/domain/ids.ts'
import { openWorkspace, TAB_SHOWS, WorkspaceTab } from '../components/openWorkspace.ts'
import { Palette } from '../palette/Palette.tsx'
import { useMay } from '../state/useMay.ts'
import { words } from '../words/words.ts'

/** Ctrl+K on a chart (R10.4): another patient's window, or what this one has. */
export function ChartPalette(props: {
  readonly patientId: PatientId
  readonly onShow: (tab: WorkspaceTab) => void
  readonly onBook: () => void
  readonly onWait: () => void
  readonly onSeeAs: () => void
  readonly onHelp: () => void
}) {
  const { patientId, onShow } = props
  const may = useMay()
  const tabs = WorkspaceTab.options.filter((tab) => may(TAB_SHOWS[tab]))
  const commands = [
    ...tabs.map((tab) => ({
      id: tab,
      label: words.shell.goTo(words.workspace.tabs[tab]),
      icon: IconLayoutList,
      run: () => onShow(tab),
    })),
    { id: 'book', label: words.today.newAppointment, icon: IconCalendarPlus, run: props.onBook },
    { id: 'wait', label: words.waitingList.addLong, icon: IconClockPlus, run: props.onWait },
    { id: 'help', label: words.portalHelp.title, icon: IconLifebuoy, run: props.onHelp },
    ...(may('access.seeAs')
      ? [{ id: 'seeAs', label: words.workspace.seeAsPatient, icon: IconEye, run: props.onSeeAs }]
      : []),
  ]
  return (
    <Palette
      useCommands={() => commands}
      // Its own window is never loaded anew, for what is being typed in it.
      onPatient={(chosen) => (chosen === patientId ? onShow('overview') : openWorkspace(chosen))}
    />
  )
}
