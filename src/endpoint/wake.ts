import pg from 'pg'
import type { ClinicId } from '../shared/domain/ids.ts'
import type { Log } from './context.ts'

const CHANNEL = 'anteroom_wake'
const RECONNECT_MILLISECONDS = 1_000

/** Tells a clinic's desk that there is something to pull. Carries no data. */
export type Wake = {
  /** After the commit. A lost poke costs a desk nothing but the time until it polls. */
  readonly poke: (clinicId: ClinicId) => void
  /** Emits at once, and then whenever the clinic was poked; ends on abort and on `close`. */
  readonly stream: (clinicId: ClinicId, signal: AbortSignal | undefined) => AsyncGenerator<Record<never, never>>
  readonly close: () => Promise<void>
}

/** @param postgresUrl where several processes share a database, they wake each other's desks through it */
export async function openWake(postgresUrl: string | null, log: Log): Promise<Wake> {
  const listeners = new Map<string, Set<() => void>>()
  const closing = new AbortController()
  const notify = (clinicId: string): void => listeners.get(clinicId)?.forEach((listener) => listener())
  const notifyAll = (): void => listeners.forEach((_, clinicId) => notify(clinicId))
  const channel = postgresUrl === null ? null : await openChannel(postgresUrl, notify, notifyAll, log)

  return {
    poke(clinicId) {
      notify(clinicId)
      channel?.send(clinicId)
    },
    async *stream(clinicId, signal) {
      const ended = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal
      let isPoked = true
      let resume = (): void => undefined
      const listener = (): void => {
        isPoked = true
        resume()
      }
      const mine = listeners.get(clinicId) ?? new Set()
      listeners.set(clinicId, mine.add(listener))
      const onEnd = (): void => resume()
      ended.addEventListener('abort', onEnd)
      try {
        while (!ended.aborted) {
          if (isPoked) {
            isPoked = false
            yield {}
          } else {
            await new Promise<void>((resolve) => {
              resume = resolve
            })
          }
        }
      } finally {
        ended.removeEventListener('abort', onEnd)
        mine.delete(listener)
        if (mine.size === 0) listeners.delete(clinicId)
      }
    },
    async close() {
      closing.abort()
      await channel?.close()
    },
  }
}

type Channel = { readonly send: (clinicId: string) => void; readonly close: () => Promise<void> }

/** One connection that listens and notifies. When it breaks it is made anew, and everybody is woken to be safe. */
async function openChannel(
  url: string,
  onNotify: (clinicId: string) => void,
  onReconnect: () => void,
  log: Log,
): Promise<Channel> {
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  let sending = Promise.resolve()
  let client: pg.Client | null = null

  async function connect(): Promise<void> {
    const made = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    made.on('notification', ({ payload }) => payload && onNotify(payload))
    const onLost = (): void => {
      if (client !== made) return
      client = null
      if (isClosed) return
      log.warn({}, 'wake channel lost')
      reconnectLater()
    }
    made.on('error', onLost)
    made.on('end', onLost)
    await made.connect()
    await made.query(`LISTEN ${CHANNEL}`)
    client = made
  }

  function reconnectLater(): void {
    timer = setTimeout(() => {
      connect().then(onReconnect, reconnectLater)
    }, RECONNECT_MILLISECONDS)
  }

  await connect()
  return {
    send: (clinicId) => {
      sending = sending
        .then(() => client?.query('SELECT pg_notify($1, $2)', [CHANNEL, clinicId]))
        .then(
          () => undefined,
          () => undefined,
        )
    },
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      await sending
      await client?.end()
    },
  }
}
