import { isIPv6 } from 'node:net'

/**
 * Where a request came from, for limits only. An IPv6 caller has a whole /64 to choose from and counts as one.
 * @param socketAddress null where there is no socket
 * @param forwardedFor the header, where a proxy of ours wrote its last entry; null to believe the socket alone
 */
export function clientAddress(socketAddress: string | null, forwardedFor: string | null): string {
  const told = forwardedFor?.split(',').at(-1)?.trim()
  const address = (told ? told : (socketAddress ?? 'unknown')).replace(/^::ffff:/i, '')
  return isIPv6(address) ? firstHalf(address) : address
}

function firstHalf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':')
    while (groups.length + after.length < 8) groups.push('0')
    groups.push(...after)
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
