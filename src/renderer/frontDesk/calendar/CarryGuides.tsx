import { useStore } from 'zustand'
import { clockOf, type CarryStore } from './carrying.ts'
import type { Hours } from './dayView.ts'

/** Beside the hours: from when to when the visit that is carried would be. @param hourHeight in pixels */
export function CarryGuides(props: { readonly carry: CarryStore; readonly hours: Hours; readonly hourHeight: number }) {
  const carried = useStore(props.carry, (store) => store.carried)
  if (!carried) return null
  return [carried.from, carried.to].map((minutes, index) => (
    <div
      key={index}
      className="day-grid-guide"
      style={{ top: (minutes / 60 - props.hours.from) * props.hourHeight }}
      aria-hidden="true"
    >
      <span>{clockOf(minutes).replace(/^0/, '')}</span>
    </div>
  ))
}
