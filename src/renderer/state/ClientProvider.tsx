import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, useContext, useState, useSyncExternalStore, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { DeskClient } from './client.ts'
import type { Connection } from './connection.ts'
import { createDeskStore, type DeskState, type DeskStore } from './deskStore.ts'

/** Query and mutation options for every procedure: `api.patients.search.queryOptions({ input })`. */
export type DeskApi = ReturnType<typeof createTanstackQueryUtils<DeskClient>>

type DeskContextValue = {
  readonly client: DeskClient
  readonly api: DeskApi
  readonly store: DeskStore
  readonly connection: Connection
}

const DeskContext = createContext<DeskContextValue | null>(null)

/** `networkMode: 'always'`: the core is on this machine, so the network's absence must stop nothing (R10.5). */
function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', staleTime: 30_000, retry: false, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/** Gives the pages below it their client; the only way they reach the core. */
export function ClientProvider(props: {
  readonly client: DeskClient
  readonly connection: Connection
  readonly children: ReactNode
}) {
  const { client, connection, children } = props
  const [value] = useState(() => ({
    client,
    connection,
    api: createTanstackQueryUtils(client),
    store: createDeskStore(client),
  }))
  const [queryClient] = useState(createQueryClient)
  return (
    <QueryClientProvider client={queryClient}>
      <DeskContext.Provider value={value}>{children}</DeskContext.Provider>
    </QueryClientProvider>
  )
}

function useDesk(): DeskContextValue {
  const value = useContext(DeskContext)
  if (!value) throw new Error('A desk page stands outside its ClientProvider')
  return value
}

export function useClient(): DeskClient {
  return useDesk().client
}

export function useApi(): DeskApi {
  return useDesk().api
}

export function useDeskStore<T>(select: (state: DeskState) => T): T {
  return useStore(useDesk().store, select)
}

export function useConnectionIsUp(): boolean {
  const { connection } = useDesk()
  return useSyncExternalStore(connection.subscribe, connection.isUp)
}
