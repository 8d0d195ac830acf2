import { isLoopback } from '../../../shared/domain/loopback.ts'

/**
 * R11.5: the address of an online service as it is typed or read from a slip, with the scheme that it may have here where none
 * was typed: `https`, and `http` for what does not leave this machine.
 * @returns null for what is no address
 */
export function endpointAddress(typed: string): string | null {
  const said = typed.trim()
  if (said.includes('://')) return /^https?:$/.test(parse(said)?.protocol ?? '') ? said : null
  const hostname = parse(`https://${said}`)?.hostname
  if (hostname === undefined) return null
  if (isLoopback(hostname)) return `http://${said}`
  return hostname.includes('.') ? `https://${said}` : null
}

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null
}
