import { isLoopback } from '../../../shared/domain/loopback.ts'

/** R11.5: `https:`, or a line that does not leave this machine. */
export function isSecureAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}
