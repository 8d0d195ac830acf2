import fc from 'fast-check'
import { hashToken } from '../../../src/shared/envelope/secrets.ts'
import { MARK } from './rewrites.ts'

const HOW = ['replay', 'otherLeaf', 'own', 'remove', 'number', 'truncate'] as const

/** One change to what the endpoint answers; the numbers choose among what an answer holds. */
export type Lie = { readonly how: (typeof HOW)[number]; readonly leaf: number; readonly other: number }

export const lies = fc.array(fc.record({ how: fc.constantFrom(...HOW), leaf: fc.nat(10_000), other: fc.nat(10_000) }), {
  minLength: 1,
  maxLength: 4,
})

/**
 * Stands between the endpoint and whoever asks it: notes every answer, and while it lies it changes each of them, one lie an
 * answer in their order.
 */
export function createLiar(adversary: string) {
  const past = new Map<string, string[]>()
  let waiting: Lie[] = []

  function change(path: string, text: string): string {
    const known = past.get(path) ?? []
    past.set(path, [...known, text].slice(-20))
    const lie = waiting.shift()
    if (!lie) return text
    if (lie.how === 'replay') return known[lie.other % Math.max(1, known.length)] ?? text
    const answer: unknown = JSON.parse(text)
    const leaves = leavesOf(answer)
    const leaf = leaves[lie.leaf % Math.max(1, leaves.length)]
    if (!leaf) return text
    switch (lie.how) {
      case 'otherLeaf':
        leaf.set(leaves[lie.other % leaves.length]?.value)
        break
      case 'own':
        leaf.set(ownOf(leaf.value, adversary))
        break
      case 'remove':
        leaf.set(undefined)
        break
      case 'number':
        leaf.set(lie.other % 2 === 0 ? Number.MAX_SAFE_INTEGER : -1)
        break
      case 'truncate':
        leaf.set(String(leaf.value).slice(0, String(leaf.value).length / 2))
    }
    return JSON.stringify(answer)
  }

  return {
    tellLies: (wanted: readonly Lie[]) => void (waiting = [...wanted]),
    stop: () => void (waiting = []),
    async between(request: Request, response: Response): Promise<Response> {
      if (!response.headers.get('content-type')?.startsWith('application/json')) return response
      const text = change(new URL(request.url).pathname, await response.text())
      const headers = new Headers(response.headers)
      headers.delete('content-length')
      return new Response(text, { status: response.status, headers })
    },
  }
}

type Leaf = { readonly value: unknown; readonly set: (value: unknown) => void }

/** Every text, number, truth value and null, wherever it stands. */
function leavesOf(value: unknown): Leaf[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.entries(holder).flatMap(([key, each]) =>
    typeof each === 'object' && each !== null
      ? leavesOf(each)
      : [{ value: each, set: (next: unknown) => void (holder[key] = next) }],
  )
}

function ownOf(value: unknown, adversary: string): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (typeof value !== 'string') return value
  return value.replaceAll(/age1[a-z0-9]{58}/g, adversary).replaceAll(/[0-9a-f]{64}/g, hashToken(MARK))
}
