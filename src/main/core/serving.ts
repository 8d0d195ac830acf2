import type { AnyContractRouter } from '@orpc/contract'
import type { Router } from '@orpc/server'
import type { Station } from './context.ts'

/** What a host gives to every connection: at which station its windows are. Nobody sends it over the wire. */
export type HostContext = { readonly station: Station }

/** What a host serves to its windows: the core, or what stands in for it while the clinic's file is closed. */
export type Serving = {
  /** Carries out `deskContract`, or what of it can be answered. */
  readonly router: Router<AnyContractRouter, HostContext>
  /** A computer that people work at, for the connections of its windows. @param name as people call it */
  readonly openStation: (name: string) => Station
}
