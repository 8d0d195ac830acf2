import {
  IconBuilding,
  IconClock,
  IconHistory,
  IconDeviceDesktop,
  IconInfoCircle,
  IconLifebuoy,
  IconListCheck,
  IconMail,
  IconPlugConnected,
  IconServer2,
  IconShieldLock,
  IconUsersGroup,
  IconWorld,
  type Icon,
} from '@tabler/icons-react'
import type { Procedure } from '../../../shared/domain/roles.ts'
import type { words } from '../../words/words.ts'

export type SettingsPageName = keyof typeof words.settings.pages

export type SettingsPlace = {
  readonly name: SettingsPageName
  readonly href: string
  readonly icon: Icon
  /** What the page shows: for whoever may not ask for it there is no such page (R10.3). */
  readonly shows: Procedure
  /** What is done on it; null where everybody does. */
  readonly changes: Procedure | null
}

const settings = { shows: 'settings.get', changes: 'settings.save' } as const

/** The pages of Settings in their groups: what the clinic is, how it sends and is kept, this computer (R10.8). */
export const settingsPages: readonly (readonly SettingsPlace[])[] = [
  [
    { name: 'clinic', href: '/settings/clinic', icon: IconBuilding, ...settings },
    {
      name: 'staff',
      href: '/settings/staff',
      icon: IconUsersGroup,
      shows: 'staff.accounts',
      changes: 'staff.change',
    },
    {
      name: 'services',
      href: '/settings/services',
      icon: IconListCheck,
      shows: 'services.list',
      changes: 'services.change',
    },
    { name: 'hours', href: '/settings/hours', icon: IconClock, shows: 'hours.of', changes: 'hours.saveWeek' },
    {
      name: 'onlineBooking',
      href: '/settings/online-booking',
      icon: IconWorld,
      shows: 'onlineBooking.get',
      changes: 'onlineBooking.save',
    },
  ],
  [
    { name: 'email', href: '/settings/email', icon: IconMail, ...settings },
    {
      name: 'connection',
      href: '/settings/connection',
      icon: IconPlugConnected,
      shows: 'sync.status',
      changes: 'sync.pair',
    },
    { name: 'security', href: '/settings/security', icon: IconShieldLock, ...settings },
    {
      name: 'recovery',
      href: '/settings/recovery',
      icon: IconLifebuoy,
      shows: 'recovery.state',
      changes: 'recovery.begin',
    },
  ],
  [
    { name: 'audit', href: '/settings/audit', icon: IconHistory, shows: 'auditLog.list', changes: null },
    {
      name: 'serverKnows',
      href: '/settings/server',
      icon: IconServer2,
      shows: 'serverKnows.tables',
      changes: null,
    },
    {
      name: 'appearance',
      href: '/settings/appearance',
      icon: IconDeviceDesktop,
      shows: 'session.current',
      changes: null,
    },
    { name: 'about', href: '/settings/about', icon: IconInfoCircle, shows: 'session.current', changes: null },
  ],
]

/** Which of them an address belongs to: `/settings/services/…` is one of Services. Null for none. */
export function settingsPageAt(location: string): SettingsPlace | null {
  return settingsPages.flat().find(({ href }) => location === href || location.startsWith(`${href}/`)) ?? null
}
