import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { Recipient } from '../../shared/contract/shapes.ts'
import { Instant } from '../../shared/domain/time.ts'
import { isAgeFile } from './isAgeFile.ts'

/** A value as it is read: of an age file its beginning and its length. */
export type Stored = string | number | bigint | Uint8Array | { readonly start: Uint8Array; readonly length: number }

export type Shape = {
  /** What the report calls it: "not …". */
  readonly name: string
  readonly fits: (value: Stored, row: Readonly<Record<string, unknown>>) => boolean
}

/** A string of this pattern. */
export const text = (name: string, pattern: RegExp): Shape => ({
  name,
  fits: (value) => typeof value === 'string' && pattern.test(value),
})

const parsed = (name: string, schema: z.ZodType): Shape => ({
  name,
  fits: (value) => typeof value === 'string' && schema.safeParse(value).success,
})

export const id = parsed('an id', z.uuid())
export const time = parsed('a time', Instant)
/** SHA-256 or HMAC-SHA-256, in hexadecimal. */
export const hash = text('a hash', /^[0-9a-f]{64}$/)
/** Empty where there was none yet when such a column came. */
export const hashOrNone = text('a hash', /^(?:[0-9a-f]{64})?$/)
export const recipient = parsed('a public key', Recipient)
/** 16 bytes, base64url. */
export const salt = text('a salt', /^[\w-]{22}$/)
export const email = text('an e-mail address', /^[^\s@]{1,64}@[^\s@]{1,253}$/)
/** PostgreSQL gives its long integers as text. */
export const count: Shape = {
  name: 'a number',
  fits: (value) => typeof value !== 'object' && /^-?\d{1,19}$/.test(`${value}`),
}
export const flag: Shape = { name: 'a yes or no', fits: (value) => value === 0 || value === 1 }
export const ageFile: Shape = {
  name: 'an age file',
  fits: (value) =>
    typeof value === 'object' &&
    'start' in value &&
    value.start instanceof Uint8Array &&
    isAgeFile(value.start, value.length),
}
/** A letter, a digit or a mark: of what is sealed four in ten bytes are, of anything that can be read nearly all. */
const isReadable = (byte: number): boolean => byte >= 0x20 && byte < 0x7f
const MOST_READABLE = 0.7
/** Of fewer bytes chance says nothing. */
const LEAST_BYTES = 64

/** Of a file that is kept in pieces: the first begins an age file, and the others are what nobody tells from chance. */
export const ageFilePiece: Shape = {
  name: 'a piece of an age file',
  fits: (value, row) => {
    if (Number(row['from_byte']) === 0) return ageFile.fits(value, row)
    if (typeof value !== 'object' || !('start' in value) || !(value.start instanceof Uint8Array)) return false
    const { start } = value
    return start.length < LEAST_BYTES || start.filter(isReadable).length < start.length * MOST_READABLE
  },
}
/** 32 bytes of chance. */
export const ownKey: Shape = { name: 'a key', fits: (value) => value instanceof Uint8Array && value.length === 32 }

export function oneOf(...values: readonly string[]): Shape {
  return { name: `one of ${values.join(', ')}`, fits: (value) => typeof value === 'string' && values.includes(value) }
}

export function either(...shapes: readonly Shape[]): Shape {
  return {
    name: shapes.map(({ name }) => name).join(' or '),
    fits: (value, row) => shapes.some((shape) => shape.fits(value, row)),
  }
}

/** JSON that holds what its schema names, to the last field, and is written without a space. */
export function json(name: string, schema: z.ZodType): Shape {
  return { name, fits: (value) => typeof value === 'string' && holds(schema, value) }
}

export function holds(schema: z.ZodType, value: string, more: object = {}): boolean {
  try {
    const clear: unknown = JSON.parse(value)
    if (JSON.stringify(clear) !== value) return false
    const whole = Array.isArray(clear) ? clear : { ...(clear as object), ...more }
    // A field that no schema names falls away in what is parsed.
    return isDeepStrictEqual(schema.parse(whole), whole)
  } catch {
    return false
  }
}
