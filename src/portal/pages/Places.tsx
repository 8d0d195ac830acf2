import { useContext, type ReactNode } from 'react'
import { goTo, pathOf } from '../navigation.ts'
import { usePortal } from '../portal.ts'
import { UnreadContext } from '../unread.ts'
import { BottomBar, type BottomBarProps } from '../views/BottomBar.tsx'

type PlacesProps = Omit<BottomBarProps, 'onGo' | 'unread'> & { readonly linkId: string }

/** The bar at the foot of whoever's pages are looked at. */
export function Places({ linkId, ...bar }: PlacesProps): ReactNode {
  const { clinicId } = usePortal()
  const unread = useContext(UnreadContext)
  return <BottomBar {...bar} unread={unread} onGo={(page) => goTo(pathOf(clinicId, linkId, { page }))} />
}
