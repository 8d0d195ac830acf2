/** Whether the core answers. A page keeps its place while the wire is down (R10.5). */
export type Connection = {
  readonly isUp: () => boolean
  /** Called on every change; gives back how to stop listening. */
  readonly subscribe: (listener: () => void) => () => void
}

/** For hosts whose wire ends only with the window. */
export const alwaysUp: Connection = { isUp: () => true, subscribe: () => () => undefined }

/** A call could not be brought to the core; nothing is known of its outcome, so ids make a repetition harmless. */
export class ConnectionLostError extends Error {
  constructor() {
    super('The connection to the core is lost')
    this.name = 'ConnectionLostError'
  }
}
