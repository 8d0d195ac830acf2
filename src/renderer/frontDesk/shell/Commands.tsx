import { flushSync } from 'react-dom'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { typeAhead } from '../../keys/typeAhead.ts'
import { useKeys } from '../../keys/useKeys.ts'
import { Palette } from '../../palette/Palette.tsx'
import { useNewAppointment } from '../booking/useNewAppointment.ts'
import { useCommands } from './useCommands.ts'

/** R10.4: what works from anywhere on the Front Desk: Ctrl+K, and N, which books. */
export function Commands() {
  const newAppointment = useNewAppointment()
  useKeys({
    newAppointment: () => {
      flushSync(() => newAppointment())
      typeAhead('[data-booking]')
    },
  })
  return <Palette useCommands={useCommands} onPatient={openWorkspace} />
}
