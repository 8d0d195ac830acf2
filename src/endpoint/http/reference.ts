const LENGTH = 8

/** What a person is shown and the log has of a failure: the end of the request's id, short enough to be read out. */
export function referenceOf(requestId: string): string {
  return requestId.slice(-LENGTH).toUpperCase()
}
