/** What is wanted, as far as it stands in a booking page's address (R6.3): the clinic's website may link to it. */
export type Wanted = {
  readonly serviceId: string | null
  /** Null for anyone. */
  readonly practitionerId: string | null
  /** Whether the address says with whom, be it with anyone. */
  readonly isWhomSaid: boolean
  /** The clinic day that is looked at. */
  readonly on: string | null
}

const ANYONE = 'anyone'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const DAY = /^\d{4}-\d\d-\d\d$/

/** What is no id and no day is passed over. */
export function wantedIn(search: string): Wanted {
  const query = new URLSearchParams(search)
  const idOf = (name: string) => {
    const text = query.get(name)
    return text !== null && UUID.test(text) ? text.toLowerCase() : null
  }
  const practitionerId = idOf('with')
  const on = query.get('on') ?? ''
  return {
    serviceId: idOf('service'),
    practitionerId,
    isWhomSaid: practitionerId !== null || query.get('with') === ANYONE,
    on: DAY.test(on) && !Number.isNaN(Date.parse(on)) ? on : null,
  }
}

/** @param search whose other parameters stay: whose things are looked at */
export function searchOf({ serviceId, practitionerId, isWhomSaid, on }: Wanted, search: string): string {
  const query = new URLSearchParams(search)
  const put = (name: string, value: string | null) => {
    if (value === null) query.delete(name)
    else query.set(name, value)
  }
  put('service', serviceId)
  put('with', practitionerId ?? (isWhomSaid ? ANYONE : null))
  put('on', on)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
