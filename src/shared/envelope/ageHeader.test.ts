import { base64 } from '@scure/base'
import { expect, test } from 'vitest'
import { EnvelopeError } from './envelopeError.ts'
import { checkHeader } from './ageHeader.ts'
import { makeOpener } from './opener.ts'
import { makeIdentity, open, seal, type Sealed } from './seal.ts'

const anything = { parse: (value: unknown) => value }
const text = (sealed: Sealed) => new TextDecoder('latin1').decode(base64.decode(sealed))
const sealedFrom = (latin1: string): Sealed => base64.encode(Uint8Array.from(latin1, (each) => each.charCodeAt(0)))

const byItsHeader = { name: 'EnvelopeError', cause: { message: 'The header is none that is opened here' } }

/** An honest file with more stanzas before its own: what is behind the header stays as it was. */
async function padded(stanza: string, count: number) {
  const { identity, recipient } = await makeIdentity()
  const sealed = await seal('"x"', [recipient])
  return { identity, sealed: sealedFrom(text(sealed).replace('\n-> ', `\n${stanza.repeat(count)}-> `)) }
}
const X25519 = `-> X25519 ${'A'.repeat(43)}\n${'A'.repeat(43)}\n`

test('R11.6 a file with 20,000 stanzas is refused before one of them is tried, by whatever opens it', async () => {
  const { identity, sealed } = await padded(X25519, 20_000)
  const opener = await makeOpener(identity)
  const few = await padded(X25519, 10)
  const { identity: stranger } = await makeIdentity()

  const tryingTen = await millisecondsOf(() => expect(open(few.sealed, [stranger])).rejects.toThrow())
  const refusing = await millisecondsOf(async () => {
    await expect(open(sealed, [identity])).rejects.toMatchObject(byItsHeader)
    await expect(opener(sealed, anything)).rejects.toMatchObject(byItsHeader)
  })

  expect(refusing).toBeLessThan((tryingTen * 20_000) / 10 / 10)
})

async function millisecondsOf(act: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await act()
  return performance.now() - startedAt
}

test('R11.6 twenty recipients open it, twenty-one do not', async () => {
  const people = await Promise.all(Array.from({ length: 21 }, makeIdentity))
  const recipients = people.map(({ recipient }) => recipient)
  const [last] = people.slice(19)

  expect(await open(await seal('x', recipients.slice(0, 20)), [last?.identity ?? ''])).toBe('x')
  await expect(open(await seal('x', recipients), [last?.identity ?? ''])).rejects.toMatchObject(byItsHeader)
})

test.each([
  ['a stanza without an end', `-> grease ${'x'.repeat(4_000)}\n\n`, 2],
  ['an argument of megabytes', `-> ${'x'.repeat(2_000_000)} y\n\n`, 1],
  ['a body of megabytes', `-> grease x\n${`${'A'.repeat(64)}\n`.repeat(20_000)}\n`, 1],
])('R11.6 %s is refused', async (_, stanza, count) => {
  const { identity, sealed } = await padded(stanza, count)

  await expect(open(sealed, [identity])).rejects.toMatchObject(byItsHeader)
})

test('what the age program adds to mislead is let through', async () => {
  const { sealed } = await padded(`-> ${'x'.repeat(20)}-grease y\n${'A'.repeat(42)}\n`, 1)

  expect(() => checkHeader(sealed)).not.toThrow()
})

test.each([
  ['behind its end', (sealed: Sealed) => sealedFrom(`${text(sealed)}more`)],
  ['a whole file behind it', (sealed: Sealed) => sealedFrom(text(sealed).repeat(2))],
  ['a line behind base64', (sealed: Sealed) => `${sealed}\n`],
  ['a blank within base64', (sealed: Sealed) => `${sealed.slice(0, 8)} ${sealed.slice(8)}`],
  ['base64 behind its padding', (sealed: Sealed) => `${sealed}AAAA`],
  ['no padding', (sealed: Sealed) => sealed.replace(/=+$/, '')],
  ['bits where padding is', (sealed: Sealed) => sealed.replace(/.(=+)$/, (_, padding: string) => `B${padding}`)],
  ['the other alphabet', (sealed: Sealed) => sealed.replaceAll('+', '-').replaceAll('/', '_')],
])('R11.6 an age file has one spelling: %s is refused', async (_, change) => {
  const { identity, recipient } = await makeIdentity()
  // Long enough to have every character, and of a length that asks for padding.
  const sealed = await seal('x'.repeat(3_000 + ((3 - ((await bytesOf(recipient)) % 3)) % 3) + 1), [recipient])
  expect(sealed).toMatch(/=$/)

  const opener = await makeOpener(identity)

  await expect(open(change(sealed), [identity])).rejects.toThrow(EnvelopeError)
  await expect(opener(change(sealed), anything)).rejects.toThrow(EnvelopeError)
})

/** Of a file that holds 3,000 bytes. */
async function bytesOf(recipient: string): Promise<number> {
  return base64.decode(await seal('x'.repeat(3_000), [recipient])).length
}

test.each([65_536 - 4, 65_536, 65_537])(
  'R11.6 what stands behind the last of %d sealed bytes is refused',
  async (length) => {
    const { identity, recipient } = await makeIdentity()
    const sealed = await seal('x'.repeat(length), [recipient])

    expect((await open(sealed, [identity])).length).toBe(length)
    await expect(open(sealedFrom(`${text(sealed)}\0`), [identity])).rejects.toThrow(EnvelopeError)
  },
)
