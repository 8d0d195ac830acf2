import { expect, test } from 'vitest'
import { browserDevice } from './browserDevice.ts'

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'
const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36'
const WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0'
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:133.0) Gecko/20100101 Firefox/133.0'

test.each([
  [IPHONE, { system: 'iphone', browser: 'safari' }],
  [ANDROID, { system: 'android', browser: 'samsung' }],
  [WINDOWS, { system: 'windows', browser: 'edge' }],
  [MAC, { system: 'mac', browser: 'firefox' }],
  ['curl/8.5', { system: 'other', browser: 'other' }],
  ['', { system: 'other', browser: 'other' }],
])('R11.7 a browser is named as its owner would know it again: %s', (userAgent, device) => {
  expect(browserDevice(userAgent)).toEqual(device)
})
