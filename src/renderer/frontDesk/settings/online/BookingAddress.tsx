import { Button, Select, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OnlineBooking } from '../../../../shared/contract/desk/onlineBooking.ts'
import { bookingAddress } from '../../../../shared/domain/booking/bookingAddress.ts'
import { isOfferedBy } from '../../../../shared/domain/bookingConcerns.ts'
import { Panel } from '../../../components/Panel.tsx'
import { useApi } from '../../../state/ClientProvider.tsx'
import { words } from '../../../words/words.ts'
import styles from '../settings.module.css'

/** The address of the page, with what is chosen ahead (decision 0034). */
export function BookingAddress({ booking }: { readonly booking: OnlineBooking }) {
  const api = useApi()
  const { data: services = [] } = useQuery(api.calendar.services.queryOptions())
  const { data: staff = [] } = useQuery(api.staff.list.queryOptions())
  const [serviceId, setService] = useState<string | null>(null)
  const [practitionerId, setPractitioner] = useState<string | null>(null)
  const [copied, setCopied] = useState<string | null>(null)
  const t = words.settings.onlineBooking.address
  if (booking.page === null) {
    return (
      <Panel title={t.title}>
        <p className={styles['intro']}>{t.notPaired}</p>
      </Panel>
    )
  }
  const sold = services.filter(({ isBookableOnline }) => isBookableOnline)
  const service = sold.find(({ id }) => id === serviceId) ?? null
  const people = staff.filter(
    ({ id, hasCalendar }) => hasCalendar && (service ? [service] : sold).some((each) => isOfferedBy(each, id)),
  )
  const practitioner = people.find(({ id }) => id === practitionerId) ?? null
  const address = bookingAddress(booking.page, {
    serviceId: service?.id ?? null,
    practitionerId: practitioner?.id ?? null,
  })
  return (
    <Panel title={t.title}>
      <div className={styles['form']}>
        <p className={styles['intro']}>{t.text}</p>
        {booking.isOpen ? null : <p className={styles['intro']}>{t.closed}</p>}
        <Select
          className={styles['wide'] ?? ''}
          label={t.service}
          placeholder={t.any}
          clearable
          data={sold.map(({ id, name }) => ({ value: id, label: name }))}
          value={service?.id ?? null}
          onChange={setService}
        />
        <Select
          className={styles['wide'] ?? ''}
          label={t.practitioner}
          placeholder={t.any}
          clearable
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={practitioner?.id ?? null}
          onChange={setPractitioner}
        />
        <TextInput
          className={styles['whole'] ?? ''}
          label={t.label}
          readOnly
          value={address}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          leftSection={
            copied === address ? (
              <IconCheck size={16} stroke={1.75} aria-hidden="true" />
            ) : (
              <IconCopy size={16} stroke={1.75} aria-hidden="true" />
            )
          }
          onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(address))}
        >
          {copied === address ? t.copied : t.copy}
        </Button>
      </div>
    </Panel>
  )
}
