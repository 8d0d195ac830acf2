import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { deskContract } from '../../shared/contract/desk.ts'
import type { ChangeTopic } from '../../shared/contract/desk/session.ts'
import { useApi, useClient, useConnectionIsUp } from './ClientProvider.tsx'

/** The parts of the API that a topic touches; each is asked again where it is on screen. */
const TOUCHED: Record<Exclude<ChangeTopic, 'all'>, readonly (keyof typeof deskContract)[]> = {
  patients: ['patients', 'calendar', 'waitingList', 'today', 'access', 'inbox', 'outbox', 'forms', 'myDay'],
  appointments: ['calendar', 'waitingList', 'today', 'patients', 'services', 'hours', 'myDay'],
  waitingList: ['waitingList'],
  invitations: ['access', 'calendar', 'today', 'forms', 'patients'],
  links: ['access', 'messages', 'patients', 'calendar', 'today', 'toSettle', 'myDay'],
  forms: ['forms', 'calendar', 'today', 'access', 'myDay'],
  plans: ['plans', 'access', 'myDay'],
  messages: ['messages', 'access'],
  documents: ['documents', 'uploads', 'access'],
  inbox: ['inbox', 'uploads', 'today', 'forms', 'messages', 'myDay'],
  outbox: ['outbox', 'today', 'toSettle', 'access', 'calendar', 'sync', 'setUp', 'serverKnows'],
  sync: ['sync', 'toSettle'],
  session: ['session', 'staff', 'account'],
  settings: [
    'settings',
    'recovery',
    'setUp',
    'services',
    'hours',
    'session',
    'sync',
    'calendar',
    'waitingList',
    'today',
    'myDay',
  ],
}

/** The first path segments to ask again; null means everything. */
export function touchedBy(topics: readonly ChangeTopic[]): ReadonlySet<string> | null {
  const touched = new Set<string>()
  for (const topic of topics) {
    if (topic === 'all') return null
    for (const part of TOUCHED[topic]) touched.add(part)
  }
  return touched
}

/** The first path segment of a query's key: `patients` of `patients.search`. */
export function partOf(queryKey: readonly unknown[]): string {
  const [path] = queryKey
  const part: unknown = Array.isArray(path) ? path[0] : null
  return typeof part === 'string' ? part : ''
}

function invalidate(queryClient: QueryClient, topics: readonly ChangeTopic[]): Promise<void> {
  const touched = touchedBy(topics)
  return queryClient.invalidateQueries({
    predicate: ({ queryKey }) => touched === null || touched.has(partOf(queryKey)),
  })
}

/** Listens to what changes in the core for as long as the page lives, and asks again for what it touched. */
export function useChanges(): void {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const isUp = useConnectionIsUp()
  useEffect(() => {
    if (!isUp) return
    const stop = new AbortController()
    const listen = async () => {
      const stream = await client.session.changes(undefined, { signal: stop.signal })
      // What changed while nobody listened is unknown: ask again for everything on screen.
      await queryClient.invalidateQueries()
      for await (const { topics } of stream) void invalidate(queryClient, topics)
    }
    // The stream ends with the wire or the page; the connection's next state starts it again.
    listen().catch(() => undefined)
    return () => stop.abort()
  }, [api, client, isUp, queryClient])
}
