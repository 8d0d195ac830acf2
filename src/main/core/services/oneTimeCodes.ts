import { codeFrom, normaliseCode } from '../../../shared/domain/invitations.ts'
import { ONE_TIME_CODE, SPARE_CODE } from '../../../shared/domain/staff.ts'

const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count))

/** `ABCD-EFGH-JKMN`: 58 random bits that can be said on the telephone (R10.3). */
export function newOneTimeCode(): string {
  return codeFrom(randomBytes, ONE_TIME_CODE.length)
}

/** `ABCD-EFGH` each, all different. */
export function newSpareCodes(): string[] {
  const codes = new Set<string>()
  while (codes.size < SPARE_CODE.count) codes.add(codeFrom(randomBytes, SPARE_CODE.length))
  return [...codes]
}

/** Null for what cannot be one. */
export function asSpareCode(typed: string): string | null {
  return normaliseCode(typed, SPARE_CODE.length)
}
