/** An address as it is read out and typed: a browser adds `https://` by itself, and no other. */
export function sayable(url: string): string {
  return url.replace(/^https:\/\//, '').replace(/\/+$/, '')
}
