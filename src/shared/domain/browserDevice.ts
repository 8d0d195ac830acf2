import { z } from 'zod'

/** What a browser says of itself, as far as its owner would know it again: never a version, nor anything that tells two phones apart. */
export const BrowserDevice = z.object({
  system: z.enum(['iphone', 'ipad', 'android', 'windows', 'mac', 'linux', 'other']),
  browser: z.enum(['safari', 'chrome', 'edge', 'firefox', 'samsung', 'other']),
})
export type BrowserDevice = z.infer<typeof BrowserDevice>

/** In order: the first that fits. Edge and Samsung's say that they are Chrome as well, and Chrome that it is Safari. */
const SYSTEMS: readonly (readonly [BrowserDevice['system'], RegExp])[] = [
  ['iphone', /iPhone|iPod/],
  ['ipad', /iPad/],
  ['android', /Android/],
  ['windows', /Windows/],
  ['mac', /Macintosh|Mac OS X/],
  ['linux', /Linux|X11|CrOS/],
]
const BROWSERS: readonly (readonly [BrowserDevice['browser'], RegExp])[] = [
  ['edge', /Edg(?:e|A|iOS)?\//],
  ['samsung', /SamsungBrowser\//],
  ['firefox', /Firefox\/|FxiOS\//],
  ['chrome', /Chrome\/|CriOS\/|Chromium\//],
  ['safari', /Safari\//],
]

/** @param userAgent the header as it came; empty where there was none */
export function browserDevice(userAgent: string): BrowserDevice {
  const first = <Name>(names: readonly (readonly [Name, RegExp])[]): Name | undefined =>
    names.find(([, sign]) => sign.test(userAgent))?.[0]
  return { system: first(SYSTEMS) ?? 'other', browser: first(BROWSERS) ?? 'other' }
}
