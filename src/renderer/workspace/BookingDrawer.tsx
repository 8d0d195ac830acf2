import { Drawer } from '@mantine/core'
import { BookingPanel } from '../frontDesk/booking/BookingPanel.tsx'
import { useDeskStore } from '../state/ClientProvider.tsx'
import { words } from '../words/words.ts'
import styles from './workspace.module.css'

/** The calendar's own booking panel, beside the chart; it is open while a booking is being made. */
export function BookingDrawer() {
  const isBooking = useDeskStore((desk) => desk.booking !== null)
  const setBooking = useDeskStore((desk) => desk.setBooking)
  return (
    <Drawer.Root
      opened={isBooking}
      onClose={() => setBooking(null)}
      position="right"
      size={380}
      transitionProps={{ duration: 140 }}
    >
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content aria-label={words.workspace.newAppointment}>
        <Drawer.Body className={styles['booking'] ?? ''}>
          <BookingPanel onDay={() => undefined} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
