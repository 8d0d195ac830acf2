import { Menu } from '@mantine/core'
import { IconDeviceDesktop, IconLock, IconLogout, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { Avatar } from '../../components/Avatar.tsx'
import { notifyFailure } from '../../components/notify.ts'
import { useApi, useDeskStore } from '../../state/ClientProvider.tsx'
import { useSession } from '../../state/useSession.ts'
import { chooseScheme } from '../../theme/scheme.ts'
import { words } from '../../words/words.ts'
import styles from './rail.module.css'

const icon = { size: 15, stroke: 1.75, 'aria-hidden': true } as const

/** The person signed in: their account, locking, signing out, light and dark. */
export function PersonMenu() {
  const { data: session } = useSession()
  const api = useApi()
  const queryClient = useQueryClient()
  const lock = useDeskStore((desk) => desk.lock)
  const signOut = useDeskStore((desk) => desk.signOut)
  const staff = session?.staff
  if (!staff) return null
  const leave = (act: () => Promise<void>) => {
    act()
      .then(() => queryClient.invalidateQueries({ queryKey: api.session.key() }))
      .catch(notifyFailure)
  }
  return (
    <Menu position="top-start" width={200}>
      <Menu.Target>
        <button type="button" className={styles['footButton']}>
          <Avatar name={staff.name} tint={staff.tint} />
          <span className={styles['footText']} dir="auto">
            {staff.name}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.roles.names[staff.role]}</Menu.Label>
        <Menu.Item leftSection={<IconUserCircle {...icon} />} component={Link} href="/account">
          {words.account.title}
        </Menu.Item>
        <Menu.Item leftSection={<IconLock {...icon} />} onClick={() => leave(lock)}>
          {words.shell.lockNow}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout {...icon} />} onClick={() => leave(signOut)}>
          {words.shell.signOut}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{words.shell.appearance}</Menu.Label>
        <Menu.Item leftSection={<IconSun {...icon} />} onClick={() => chooseScheme('light')}>
          {words.shell.schemes.light}
        </Menu.Item>
        <Menu.Item leftSection={<IconMoon {...icon} />} onClick={() => chooseScheme('dark')}>
          {words.shell.schemes.dark}
        </Menu.Item>
        <Menu.Item leftSection={<IconDeviceDesktop {...icon} />} onClick={() => chooseScheme('auto')}>
          {words.shell.schemes.auto}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
