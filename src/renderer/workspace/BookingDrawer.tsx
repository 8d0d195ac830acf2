import { Drawer } from '@mantine/core'
import { askOrClose } from '../components/discard/discarding.ts'
import { useIsAsking } from '../components/discard/useHalfTyped.ts'
import { BookingPanel } from '../frontDesk/booking/BookingPanel.tsx'
import { useBookingAddress } from '../frontDesk/booking/useBookingAddress.ts'
import { useDeskStore } from '../state/ClientProvider.tsx'
import { useToday } from '../state/useToday.ts'
import { words } from '../words/words.ts'
import styles from './workspace.module.css'

/** The calendar's own booking panel, beside the chart; it is open while a booking is being made. */
export function BookingDrawer() {
  const isBooking = useDeskStore((desk) => desk.booking !== null)
  const setBooking = useDeskStore((desk) => desk.setBooking)
  const isAsking = useIsAsking()
  useBookingAddress(useToday())
  return (
    <Drawer.Root
      opened={isBooking}
      onClose={() => askOrClose(() => setBooking(null))}
      closeOnEscape={!isAsking}
      position="right"
      size={380}
      transitionProps={{ duration: 140 }}
    >
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content aria-label={words.workspace.newAppointment}>
        <Drawer.Body className={styles['booking'] ?? ''}>
          <BookingPanel onDay={() => undefined} onBooked={() => undefined} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
