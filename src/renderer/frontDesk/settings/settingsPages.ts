import {
  IconBuilding,
  IconClock,
  IconDeviceDesktop,
  IconLifebuoy,
  IconListCheck,
  IconMail,
  IconPlugConnected,
  IconShieldLock,
  type Icon,
} from '@tabler/icons-react'
import type { words } from '../../words/words.ts'

export type SettingsPageName = keyof typeof words.settings.pages

export type SettingsPlace = { readonly name: SettingsPageName; readonly href: string; readonly icon: Icon }

/** The pages of Settings in their groups: what the clinic is, how it sends and is kept, this computer (R10.8). */
export const settingsPages: readonly (readonly SettingsPlace[])[] = [
  [
    { name: 'clinic', href: '/settings/clinic', icon: IconBuilding },
    { name: 'services', href: '/settings/services', icon: IconListCheck },
    { name: 'hours', href: '/settings/hours', icon: IconClock },
  ],
  [
    { name: 'email', href: '/settings/email', icon: IconMail },
    { name: 'connection', href: '/settings/connection', icon: IconPlugConnected },
    { name: 'security', href: '/settings/security', icon: IconShieldLock },
    { name: 'recovery', href: '/settings/recovery', icon: IconLifebuoy },
  ],
  [{ name: 'appearance', href: '/settings/appearance', icon: IconDeviceDesktop }],
]

/** Which of them an address belongs to: `/settings/services/…` is one of Services. Null for none. */
export function settingsPageAt(location: string): SettingsPlace | null {
  return settingsPages.flat().find(({ href }) => location === href || location.startsWith(`${href}/`)) ?? null
}
