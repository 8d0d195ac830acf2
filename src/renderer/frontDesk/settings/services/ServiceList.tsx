import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconWorld } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { ServiceInSettings } from '../../../../shared/contract/desk/services.ts'
import { useAct } from '../../../components/useAct.ts'
import rows from '../../../components/rows.module.css'
import { useApi, useClient } from '../../../state/ClientProvider.tsx'
import { words } from '../../../words/words.ts'
import beside from '../beside.module.css'
import styles from './services.module.css'

/** In the clinic's order, with who offers each; what is withdrawn below. */
export function ServiceList(props: {
  readonly home: string
  readonly services: readonly ServiceInSettings[]
  readonly chosenId: string | null
  readonly canChange: boolean
}) {
  const offered = props.services.filter(({ isWithdrawn }) => !isWithdrawn)
  const withdrawn = props.services.filter(({ isWithdrawn }) => isWithdrawn)
  const t = words.settings.services
  return (
    <>
      {offered.length > 0 ? (
        <ul className={rows['rows']}>
          {offered.map((service, place) => (
            <Row
              key={service.id}
              home={props.home}
              service={service}
              isChosen={service.id === props.chosenId}
              place={props.canChange ? { isFirst: place === 0, isLast: place === offered.length - 1 } : null}
            />
          ))}
        </ul>
      ) : (
        <p className={beside['text']}>{t.noneOffered}</p>
      )}
      {withdrawn.length > 0 ? (
        <>
          <h2 className={rows['group']}>{t.withdrawn}</h2>
          <ul className={rows['rows']}>
            {withdrawn.map((service) => (
              <Row
                key={service.id}
                home={props.home}
                service={service}
                isChosen={service.id === props.chosenId}
                place={null}
              />
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}

function Row(props: {
  readonly home: string
  readonly service: ServiceInSettings
  readonly isChosen: boolean
  /** Null where it cannot be moved. */
  readonly place: { readonly isFirst: boolean; readonly isLast: boolean } | null
}) {
  const { service, place } = props
  const client = useClient()
  const { data: staff = [] } = useQuery(useApi().staff.list.queryOptions())
  const move = useAct(client.services.move)
  const t = words.settings.services
  const who = staff.filter(({ id }) => service.practitionerIds.includes(id)).map(({ name }) => name)
  return (
    <li className={beside['row']} data-chosen={props.isChosen || undefined}>
      <Link
        href={`${props.home}/${service.id}`}
        className={beside['open'] ?? ''}
        aria-current={props.isChosen ? 'true' : undefined}
      >
        <span className={beside['name']} dir="auto">
          {service.name}
          {service.isBookableOnline ? (
            <IconWorld size={14} stroke={1.75} role="img" aria-label={t.online} className={styles['online']} />
          ) : null}
        </span>
        <span className={beside['hint']}>
          {[
            t.length(service.minutes, service.bufferBeforeMinutes, service.bufferAfterMinutes),
            service.practitionerIds.length === 0 ? t.everybody : who.join(', ') || t.nobodyLeft,
            ...(service.upcoming > 0 ? [t.upcoming(service.upcoming)] : []),
          ].join(' · ')}
        </span>
      </Link>
      {place ? (
        <span className={styles['order']}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t.moveUp(service.name)}
            aria-disabled={place.isFirst || move.isRunning}
            onClick={() => (place.isFirst ? undefined : move.run({ id: service.id, direction: 'up' }))}
          >
            <IconArrowUp size={15} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t.moveDown(service.name)}
            aria-disabled={place.isLast || move.isRunning}
            onClick={() => (place.isLast ? undefined : move.run({ id: service.id, direction: 'down' }))}
          >
            <IconArrowDown size={15} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </span>
      ) : null}
    </li>
  )
}
