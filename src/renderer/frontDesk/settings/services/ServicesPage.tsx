import { Button } from '@mantine/core'
import { IconListCheck, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import { navigate } from 'wouter/use-browser-location'
import { EmptyState, ErrorState, SkeletonRows } from '../../../components/ListStates.tsx'
import { useApi } from '../../../state/ClientProvider.tsx'
import { words } from '../../../words/words.ts'
import { ServiceForm } from './ServiceForm.tsx'
import { ServiceList } from './ServiceList.tsx'
import beside from '../beside.module.css'

/** R6.1, R10.8: what the clinic offers, and the one that is looked at beside it, each with its address. */
export function ServicesPage(props: {
  /** Its address, below which each service has its own. */
  readonly home: string
  readonly canChange: boolean
  /** Adding one is not the one thing to do next. */
  readonly isQuiet?: boolean
}) {
  const { home, canChange } = props
  const newHref = `${home}/new`
  const [location] = useLocation()
  const services = useQuery(useApi().services.list.queryOptions())
  const t = words.settings.services
  if (services.isPending) return <SkeletonRows count={6} />
  if (services.isError) {
    return <ErrorState title={t.couldNotLoad} error={services.error} onRetry={() => void services.refetch()} />
  }
  const chosen = services.data.find(({ id }) => location === `${home}/${id}`) ?? null
  const isNew = location === newHref && canChange
  const isMissing = location !== home && location !== newHref && !chosen
  return (
    <div className={beside['page']} data-chosen={chosen !== null || isNew || undefined}>
      <section className={beside['list']} aria-label={words.settings.pages.services}>
        <div className={beside['head']}>
          <p className={beside['text']}>{t.text}</p>
          {canChange ? (
            <Button
              component={Link}
              href={newHref}
              variant={isNew || props.isQuiet ? 'default' : 'filled'}
              leftSection={<IconPlus size={15} stroke={1.75} aria-hidden="true" />}
            >
              {t.add}
            </Button>
          ) : null}
        </div>
        {services.data.length === 0 ? (
          <EmptyState
            icon={<IconListCheck size={28} stroke={1.5} aria-hidden="true" />}
            title={t.empty}
            hint={t.emptyText}
          />
        ) : (
          <ServiceList home={home} services={services.data} chosenId={chosen?.id ?? null} canChange={canChange} />
        )}
        {isMissing ? (
          <p role="status" className={beside['text']}>
            {t.gone}
          </p>
        ) : null}
      </section>
      {chosen || isNew ? (
        <ServiceForm
          key={chosen?.id ?? 'new'}
          home={home}
          service={chosen}
          canChange={canChange}
          // What was typed is saved by then: nothing is asked.
          onAdded={(id) => navigate(`${home}/${id}`)}
        />
      ) : null}
    </div>
  )
}
