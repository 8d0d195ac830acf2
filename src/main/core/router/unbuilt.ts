/** Stands in for a procedure whose service is on its way. */
export function unbuilt(): Promise<never> {
  return Promise.reject(new Error('Not built yet'))
}
