import { EventPublisher } from '@orpc/server'
import pg from 'pg'
import type { ClinicId } from '../shared/domain/ids.ts'
import type { Log } from './context.ts'

const CHANNEL = 'anteroom_wake'
const RECONNECT_MILLISECONDS = 1_000
/** A clinic has one desk; a few more for one whose old connection has not been missed yet. */
const MOST_STREAMS = 4

/** Tells a clinic's desk that there is something to pull. Carries no data. */
export type Wake = {
  /** After the commit. A lost poke costs a desk nothing but the time until it polls. */
  readonly poke: (clinicId: ClinicId) => void
  /**
   * Emits at once, and then whenever the clinic was poked; ends on abort, on `close`, and when four newer ones of the
   * clinic have begun here (R11.7).
   */
  readonly stream: (clinicId: ClinicId, signal: AbortSignal | undefined) => AsyncGenerator<Record<never, never>>
  readonly close: () => Promise<void>
}

/** What a poke carries. */
const NOTHING = {}
/** To whoever listens, for whichever clinic; no clinic has it for an id. */
const EVERYBODY = 'everybody'

/** @param postgresUrl where several processes share a database, they wake each other's desks through it */
export async function openWake(postgresUrl: string | null, log: Log): Promise<Wake> {
  // One poke is as good as many: a desk that is slow has one waiting, and no more.
  const pokes = new EventPublisher<Record<string, Record<never, never>>>({ maxBufferedEvents: 1 })
  const closing = new AbortController()
  const streams = new Map<ClinicId, Set<AbortController>>()
  const notify = (clinicId: string): void => pokes.publish(clinicId, NOTHING)
  const notifyAll = (): void => pokes.publish(EVERYBODY, NOTHING)
  const channel = postgresUrl === null ? null : await openChannel(postgresUrl, notify, notifyAll, log)

  return {
    poke(clinicId) {
      notify(clinicId)
      channel?.send(clinicId)
    },
    async *stream(clinicId, signal) {
      const outlived = new AbortController()
      const ended = AbortSignal.any([closing.signal, outlived.signal, ...(signal ? [signal] : [])])
      if (ended.aborted) return
      const ofClinic = streams.get(clinicId) ?? new Set()
      streams.set(clinicId, ofClinic.add(outlived))
      const [oldest] = ofClinic
      if (ofClinic.size > MOST_STREAMS) oldest?.abort()
      const own = pokes.subscribe(clinicId, { signal: ended })
      const leaveEverybody = pokes.subscribe(EVERYBODY, () => notify(clinicId))
      try {
        yield NOTHING
        yield* own
      } catch (error) {
        // The publisher ends an aborted stream by throwing.
        if (!ended.aborted) throw error
      } finally {
        leaveEverybody()
        ofClinic.delete(outlived)
        if (ofClinic.size === 0) streams.delete(clinicId)
        await own.return(undefined)
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
