import {
  IconCalendarPlus,
  IconClockPlus,
  IconFileImport,
  IconLifebuoy,
  IconLock,
  IconLogout,
  IconRefresh,
  IconUserCircle,
  IconUserPlus,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { notifyFailure } from '../../components/notify.ts'
import type { Command } from '../../palette/command.ts'
import { hasEveryWord } from '../../palette/matchingCommands.ts'
import { useApi, useClient, useDeskStore } from '../../state/ClientProvider.tsx'
import { useMay } from '../../state/useMay.ts'
import { words } from '../../words/words.ts'
import { useNewAppointment } from '../booking/useNewAppointment.ts'
import { settingsPages } from '../settings/settingsPages.ts'
import { usePlaces } from './places.ts'

/** Every action of the Front Desk, for Ctrl+K. */
export function useCommands(query: string): readonly Command[] {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const [, navigate] = useLocation()
  const newAppointment = useNewAppointment()
  const may = useMay()
  const places = usePlaces()
  const setPatientForm = useDeskStore((desk) => desk.setPatientForm)
  const setHelp = useDeskStore((desk) => desk.setHelp)
  const lock = useDeskStore((desk) => desk.lock)
  const signOut = useDeskStore((desk) => desk.signOut)
  const isHelpNamed = hasEveryWord(words.portalHelp.title, query)
  const leave = (act: () => Promise<void>) => () => {
    act()
      .then(() => queryClient.invalidateQueries({ queryKey: api.session.key() }))
      .catch(notifyFailure)
  }
  return [
    {
      id: 'book',
      label: words.today.newAppointment,
      icon: IconCalendarPlus,
      key: 'newAppointment',
      run: () => newAppointment(),
    },
    {
      id: 'add',
      label: query === '' ? words.patients.add : words.patients.addNamed(query),
      icon: IconUserPlus,
      isAlways: true,
      run: () => setPatientForm({ kind: 'add', typed: query, forBooking: false }),
    },
    {
      id: 'help',
      label: isHelpNamed ? words.portalHelp.title : words.portalHelp.titleFor(query),
      icon: IconLifebuoy,
      isAlways: true,
      run: () => setHelp({ typed: isHelpNamed ? '' : query }),
    },
    {
      id: 'wait',
      label: words.waitingList.addLong,
      icon: IconClockPlus,
      run: () => navigate('/calendar?waiting=add'),
    },
    ...(may('imports.add')
      ? [{ id: 'import', label: words.imports.title, icon: IconFileImport, run: () => navigate('/patients/import') }]
      : []),
    ...places.map(({ href, name, icon }) => ({
      id: href,
      label: words.shell.goTo(words.shell.places[name]),
      icon,
      run: () => navigate(href),
    })),
    ...settingsPages
      .flat()
      .filter(({ shows }) => may(shows))
      .map(({ name, href, icon }) => ({
        id: href,
        label: words.shell.goTo(words.settings.pageNamed(words.settings.pages[name])),
        icon,
        run: () => navigate(href),
      })),
    {
      id: 'account',
      label: words.shell.goTo(words.account.title),
      icon: IconUserCircle,
      run: () => navigate('/account'),
    },
    {
      id: 'sync',
      label: words.sync.now,
      icon: IconRefresh,
      run: () => void client.sync.now().catch(notifyFailure),
    },
    { id: 'lock', label: words.shell.lockNow, icon: IconLock, run: leave(lock) },
    { id: 'signOut', label: words.shell.signOut, icon: IconLogout, run: leave(signOut) },
  ]
}
