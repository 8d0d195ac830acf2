import { ForRole } from '../../components/ForRole.tsx'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { useToday } from '../../state/useToday.ts'
import { MyDay } from './MyDay.tsx'

/** R10.1 *My day*, at `/my-day/2026-11-23`: for whoever treats. */
export function MyDayPage(props: { readonly on: string | null }) {
  const today = useToday()
  const asked = CalendarDay.safeParse(props.on)
  return (
    <ForRole procedure="myDay.day">
      <MyDay on={asked.success ? asked.data : today} today={today} />
    </ForRole>
  )
}
