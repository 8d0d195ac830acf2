import { expect, test } from 'vitest'
import { byBeginnings } from './byBeginnings.ts'

const item = (label: string) => ({ value: label, label, disabled: false })
const services = ['Naturopathic follow-up', 'Initial assessment', 'Massage 60', 'Physiotherapy'].map(item)
const found = (search: string) => byBeginnings({ options: services, search, limit: Infinity })

test('R10.4 one letter is enough where a word begins with it', () => {
  expect(found('p')).toEqual([item('Physiotherapy')])
  expect(found('FOL')).toEqual([item('Naturopathic follow-up')])
  expect(found('up')).toEqual([item('Naturopathic follow-up')])
  expect(found('')).toEqual(services)
})

test('R10.4 where no word begins with it, it may stand anywhere; accents do not matter', () => {
  expect(found('opath')).toEqual([item('Naturopathic follow-up')])
  expect(found('xyz')).toEqual([])
  expect(byBeginnings({ options: [item('Rosa Díaz')], search: 'dia', limit: 9 })).toEqual([item('Rosa Díaz')])
})

test('R10.4 of groups, those that have nothing are left out', () => {
  const options = [
    { group: 'For Massage 60', items: [item('Rosa Díaz')] },
    { group: 'Others', items: [item('Amir Lee'), item('Lena Park')] },
  ]

  expect(byBeginnings({ options, search: 'l', limit: 9 })).toEqual([
    { group: 'Others', items: [item('Amir Lee'), item('Lena Park')] },
  ])
  expect(byBeginnings({ options, search: 'ros', limit: 9 })).toEqual([
    { group: 'For Massage 60', items: [item('Rosa Díaz')] },
  ])
})
