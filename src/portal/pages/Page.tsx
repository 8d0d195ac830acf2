import { useEffect, type ReactNode } from 'react'
import { goBack, goTo, pathOf } from '../navigation.ts'
import { usePortal } from '../portal.ts'
import { Frame } from '../views/Frame.tsx'
import { Icon } from '../views/icons.tsx'
import { WhoseLine } from '../views/WhoseLine.tsx'
import { words } from '../words/words.ts'

type PageProps = {
  /** For the browser's tab: never a name, never anything medical. */
  readonly title: string
  readonly foot: string
  readonly person?: string | null
  readonly linkId?: string | null
  /** R5.3: whose things these are, where no other line of the page says so; said in a login of several people. */
  readonly whose?: string | undefined
  readonly status?: ReactNode
  /** The portal's places; without it the page has none: one thing is done on it. */
  readonly bar?: ReactNode
  /** Shows "Back"; where to when this page was opened from outside. */
  readonly backTo?: string | undefined
  /** Shows "Back" as well: to the step before, within the page. */
  readonly onBack?: (() => void) | undefined
  readonly children: ReactNode
}

/** One page of the portal inside its frame. */
export function Page(props: PageProps): ReactNode {
  const { title, foot, person, linkId = null, whose, status, bar, backTo, onBack, children } = props
  const { clinicId, profile, session, isShared } = usePortal()
  useEffect(() => {
    document.title = words.title(title, profile.name)
  }, [title, profile.name])
  return (
    <Frame
      clinicName={profile.name}
      person={person ?? (session.kind === 'open' ? session.login.email : null)}
      onAccount={session.kind === 'open' ? () => goTo(pathOf(clinicId, linkId, { page: 'account' })) : undefined}
      status={status}
      foot={foot}
      bar={bar}
    >
      {(onBack ?? backTo) !== undefined && (
        <button type="button" className="pt-back" onClick={() => (onBack ? onBack() : goBack(backTo ?? ''))}>
          <Icon name="left" size={20} />
          {words.back}
        </button>
      )}
      {whose !== undefined && isShared && <WhoseLine name={whose} />}
      {children}
    </Frame>
  )
}
