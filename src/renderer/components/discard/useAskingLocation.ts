import { navigate, usePathname } from 'wouter/use-browser-location'
import { leaveOrAsk } from './discarding.ts'

type Navigate = typeof navigate

const navigateOrAsk: Navigate = (to, options) => leaveOrAsk(String(to), () => navigate(to, options))

/** For wouter's `Router`: no link leaves a page on which something half-typed would be lost without a question (R10.4). */
export function useAskingLocation(): [string, Navigate] {
  return [usePathname(), navigateOrAsk]
}
