import type { ReactNode } from 'react'
import { goTo, pathOf } from '../navigation.ts'
import { usePortal } from '../portal.ts'
import { BottomBar, type BottomBarProps } from '../views/BottomBar.tsx'

type PlacesProps = Omit<BottomBarProps, 'onGo'> & { readonly linkId: string }

/** The bar at the foot of whoever's pages are looked at. */
export function Places({ linkId, ...bar }: PlacesProps): ReactNode {
  const { clinicId } = usePortal()
  return <BottomBar {...bar} onGo={(page) => goTo(pathOf(clinicId, linkId, { page }))} />
}
