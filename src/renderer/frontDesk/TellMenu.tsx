import { Menu } from '@mantine/core'
import { IconMail, IconPhone, IconUser } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import type { ToldHow } from '../../shared/domain/telling.ts'
import { Chip } from '../components/Pill.tsx'
import { useOfferUndo } from '../components/undo/useOfferUndo.tsx'
import { useAct } from '../components/useAct.ts'
import { ariaShortcut } from '../keys/keys.ts'
import { useApi, useClient } from '../state/ClientProvider.tsx'
import { useNow } from '../state/useSession.ts'
import { words } from '../words/words.ts'
import styles from './tellMenu.module.css'
import { BLOCKER_TONE } from './today/todayView.ts'

const icon = { size: 15, stroke: 1.75, 'aria-hidden': true } as const

/** R6.6: "Patient not told", and behind it how somebody told them, or an e-mail is to. */
export function TellMenu(props: {
  readonly visit: Pick<DayAppointment, 'id' | 'version' | 'startsAt'>
  /** Whether there is an address on file. */
  readonly hasEmail: boolean
  readonly patientName: string
  /** T opens it from the row. */
  readonly isKeyShown?: boolean
}) {
  const { visit, patientName } = props
  const client = useClient()
  const now = useNow()
  const api = useApi()
  const queryClient = useQueryClient()
  const { ofVisit } = useOfferUndo()
  const t = words.today.telling
  const tell = useAct(
    (how: ToldHow) =>
      client.calendar.tell({ id: visit.id, seenVersion: visit.version, how }).finally(() => {
        void queryClient.invalidateQueries({ queryKey: api.calendar.key() })
      }),
    { onDone: (told, how) => ofVisit(t.told[how](patientName), told, told.leavesAt) },
  )
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <button
          type="button"
          data-tell
          className={styles['target']}
          aria-label={t.label(words.today.blocker.notTold, patientName)}
          {...(props.isKeyShown ? { 'aria-keyshortcuts': ariaShortcut('tell') } : {})}
        >
          <Chip tone={BLOCKER_TONE.notTold}>{words.today.blocker.notTold}</Chip>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPhone {...icon} />} onClick={() => tell.run('telephone')}>
          {t.by.telephone}
        </Menu.Item>
        <Menu.Item leftSection={<IconUser {...icon} />} onClick={() => tell.run('inPerson')}>
          {t.by.inPerson}
        </Menu.Item>
        {props.hasEmail && visit.startsAt > now ? (
          <Menu.Item leftSection={<IconMail {...icon} />} onClick={() => tell.run('email')}>
            {t.by.email}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Opens the menu of the row that holds this element. @returns whether it has one */
export function openTellMenu(row: Element | null): boolean {
  const target = row?.querySelector<HTMLElement>('[data-tell]')
  target?.click()
  return target instanceof HTMLElement
}
