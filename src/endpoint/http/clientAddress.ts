import { BlockList, isIP, isIPv6 } from 'node:net'

/** The proxies whose `X-Forwarded-For` is believed. */
export type TrustedProxies = { readonly has: (address: string) => boolean }

/** Believes nobody. */
export const NO_PROXIES: TrustedProxies = { has: () => false }

/**
 * @param list addresses and CIDR networks, with commas or spaces between
 * @returns null when one of them is neither
 */
export function readProxies(list: string): TrustedProxies | null {
  const known = new BlockList()
  for (const entry of list.split(/[\s,]+/).filter((each) => each !== '')) {
    const [address = '', bits, ...more] = entry.split('/')
    const family = isIP(address)
    const widest = family === 6 ? 128 : 32
    if (family === 0 || more.length > 0) return null
    if (bits === undefined) known.addAddress(address, nameOf(family))
    else if (/^\d{1,3}$/.test(bits) && Number(bits) <= widest) known.addSubnet(address, Number(bits), nameOf(family))
    else return null
  }
  return {
    // An IPv4 address that is written as IPv6 is found by its IPv4 entry.
    has: (address) => {
      const family = isIP(address)
      return family !== 0 && known.check(address, nameOf(family))
    },
  }
}

/**
 * Where a request came from, for limits only. An IPv6 caller has a whole /64 to choose from and counts as one.
 * @param socketAddress null where there is no socket
 * @param forwardedFor the header; believed as far as proxies that are trusted wrote it, from its end
 */
export function clientAddress(
  socketAddress: string | null,
  forwardedFor: string | null,
  proxies: TrustedProxies,
): string {
  let address = unmapped(socketAddress ?? 'unknown')
  const told = (forwardedFor ?? '').split(',').map((each) => unmapped(each.trim()))
  while (proxies.has(address)) {
    const before = told.pop()
    if (before === undefined || isIP(before) === 0) break
    address = before
  }
  return isIPv6(address) ? firstHalf(address) : address
}

/** An IPv4 address that is written as IPv6 is that IPv4 address. */
function unmapped(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

function nameOf(family: number): 'ipv4' | 'ipv6' {
  return family === 6 ? 'ipv6' : 'ipv4'
}

function firstHalf(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
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
