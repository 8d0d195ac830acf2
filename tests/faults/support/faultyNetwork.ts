/**
 * What happens to one request on its way:
 * lost: it never arrives; replyLost: it arrives and is applied, the reply is lost; twice: it arrives twice and the second
 * reply counts; late: it seems lost, and arrives after requests that were sent later; hotel: a sign-in page answers;
 * broken: a gateway answers.
 */
export const FAULTS = ['none', 'lost', 'replyLost', 'twice', 'late', 'hotel', 'broken'] as const
export type Fault = (typeof FAULTS)[number]

/** How many requests overtake a late one. */
const OVERTAKEN_BY = 3

export type FaultyNetwork = {
  readonly fetch: typeof globalThis.fetch
  /** While closed nothing arrives, and nothing of the schedule is used up. */
  readonly open: () => void
  readonly close: () => void
  /** Whatever is still under way arrives now. */
  readonly deliverLate: () => Promise<void>
  /** How many requests met a fault. */
  readonly faultCount: () => number
}

/** @param schedule what happens to the first, second … request; whatever comes after it arrives */
export function createFaultyNetwork(
  endpoint: (request: Request) => Response | Promise<Response>,
  schedule: readonly Fault[],
): FaultyNetwork {
  const remaining = [...schedule]
  let late: { readonly request: Request; after: number }[] = []
  let isOpen = false
  let faults = 0

  async function deliver(isDue: (waiting: { after: number }) => boolean): Promise<void> {
    const arriving = late.filter(isDue)
    late = late.filter((waiting) => !isDue(waiting))
    for (const { request } of arriving) await endpoint(request)
  }

  async function send(request: Request): Promise<Response> {
    for (const waiting of late) waiting.after -= 1
    await deliver(({ after }) => after <= 0)
    const fault = remaining.shift() ?? 'none'
    if (fault !== 'none') faults += 1
    switch (fault) {
      case 'none':
        return endpoint(request)
      case 'lost':
        throw new TypeError('fetch failed')
      case 'replyLost':
        await endpoint(request)
        throw new TypeError('terminated')
      case 'twice':
        await endpoint(request.clone())
        return endpoint(request)
      case 'late':
        late.push({ request, after: OVERTAKEN_BY })
        throw new TypeError('fetch failed')
      case 'hotel':
        return new Response('<!doctype html><title>Welcome</title>', { headers: { 'content-type': 'text/html' } })
      case 'broken':
        return new Response('<h1>Bad Gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } })
    }
  }

  return {
    fetch: (input, init) => {
      // Detached from its caller: one that arrives late must not end with the attempt that was given up.
      const request = new Request(input, { ...init, signal: null })
      if (request.url.endsWith('/api/sync/wake')) return Promise.resolve(silentStream(input))
      return isOpen ? send(request) : Promise.reject(new TypeError('fetch failed'))
    },
    open: () => {
      isOpen = true
    },
    close: () => {
      isOpen = false
    },
    deliverLate: () => deliver(() => true),
    faultCount: () => faults,
  }
}

/** A wake-up stream that stands and never says anything: when a cycle runs is then decided by the test alone. */
function silentStream(input: string | URL | Request): Response {
  const signal = input instanceof Request ? input.signal : null
  const body = new ReadableStream({
    start: (controller) => signal?.addEventListener('abort', () => controller.error(signal.reason)),
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}
