import { expect, test } from 'vitest'
import { cardPlace } from './cardPlace.ts'

const card = { width: 280, height: 150 }
const page = { width: 1440, height: 900 }
const block = (left: number, top: number, width: number) => ({ left, top, right: left + width, bottom: top + 60 })

test('R6.2 a visit’s card stands beside its block, at the left where there is no room at the right', () => {
  expect(cardPlace(block(300, 200, 200), card, page)).toEqual({ left: 506, top: 200 })
  expect(cardPlace(block(946, 200, 200), card, page)).toEqual({ left: 1152, top: 200 })
  expect(cardPlace(block(947, 200, 200), card, page)).toEqual({ left: 661, top: 200 })
})

test('R6.2 a visit’s card stays on the page', () => {
  expect(cardPlace(block(300, 880, 200), card, page).top).toBe(742)
  expect(cardPlace(block(300, -20, 200), card, page).top).toBe(8)
})

test('R6.2 a visit’s card stands below a block that is as wide as the page, above it at the foot', () => {
  const phone = { width: 360, height: 740 }
  expect(cardPlace(block(60, 200, 280), card, phone)).toEqual({ left: 60, top: 266 })
  expect(cardPlace(block(100, 200, 250), card, phone)).toEqual({ left: 72, top: 266 })
  expect(cardPlace(block(294, 200, 60), card, phone)).toEqual({ left: 8, top: 200 })
  expect(cardPlace(block(60, 660, 280), card, phone)).toEqual({ left: 60, top: 504 })
})
