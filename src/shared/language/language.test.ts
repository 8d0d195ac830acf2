import { describe, expect, test } from 'vitest'
import { makeFormats, zoneCity } from './formats.ts'
import { chooseLanguage } from './languages.ts'
import { pseudoCatalogue, pseudoText } from './pseudo.ts'

describe('the language of a surface', () => {
  test('is the first that a person prefers and there is, in any region', () => {
    expect(chooseLanguage(['fr-CA', 'en-GB', 'en-XA'])).toBe('en')
    expect(chooseLanguage(['en-xa', 'en'])).toBe('en-XA')
  })

  test('is English for whoever prefers none that there is', () => {
    expect(chooseLanguage(['fr', 'pt-BR'])).toBe('en')
    expect(chooseLanguage([])).toBe('en')
  })
})

describe('the pseudo-language', () => {
  test('accents every word, makes it longer by half and leaves figures and marks', () => {
    expect(pseudoText('Save 12 now!')).toBe('Šávé·· 12 ñów··!')
    expect(pseudoText(`Saved ${pseudoText('Monday')}`)).toBe('Šávéd··· Móñdáý···')
  })

  test('goes through texts, lists, objects and what functions give back', () => {
    const catalogue = { title: 'Cancel', ways: ['On'], visits: (count: number) => (count === 1 ? 'One' : `${count}`) }

    const pseudo = pseudoCatalogue(catalogue)

    expect(pseudo.title).toBe('Çáñçéļ···')
    expect(pseudo.ways).toEqual(['Óñ·'])
    expect(pseudo.visits(1)).toBe('Óñé··')
    expect(pseudo.visits(3)).toBe('3')
  })
})

describe('days and times in words', () => {
  const formats = makeFormats('en')
  const at = '2026-11-24T18:03:00.000Z'

  test('are those of the zone that is named', () => {
    expect(formats.clock(at, 'Europe/Paris')).toBe('19:03')
    expect(formats.clock(at, 'Asia/Tokyo')).toBe('03:03')
    expect(formats.weekdayDayClock(at, 'Asia/Tokyo', at)).toBe('Wednesday 25 November, 03:03')
  })

  test('leave out the year while it is this one, in the zone that is named', () => {
    expect(formats.weekdayDay(at, 'UTC', '2026-01-01T00:00:00.000Z')).toBe('Tuesday 24 November')
    expect(formats.dayMonth(at, 'UTC', '2027-01-01T00:00:00.000Z')).toBe('24 November 2026')
    expect(formats.shortDay(at, 'America/New_York', '2027-01-01T04:00:00.000Z')).toBe('24 Nov')
    expect(formats.shortWeekdayDay(at, 'UTC', '2027-06-01T00:00:00.000Z')).toBe('Tue 24 Nov 2026')
  })

  test('say a calendar day, a month and a number', () => {
    expect(formats.date('1985-03-12')).toBe('12 March 1985')
    expect(formats.month('1985-09')).toBe('September 1985')
    expect(formats.shortDay('2026-09-01', 'UTC', '2026-01-01')).toBe('1 Sep')
    expect(formats.shortDate('2026-09-01')).toBe('1 Sep 2026')
    expect(formats.shortWeekday('2026-11-23')).toBe('Mon')
    expect(formats.shortMonth('2026-09-01')).toBe('Sep')
    expect(formats.number(12345)).toBe('12,345')
    expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
  })

  test('name the months and the days of a week', () => {
    expect(formats.monthNames().join(' ')).toMatch(/^January February .* December$/)
    expect(formats.weekdayNames().join(' ')).toBe('Monday Tuesday Wednesday Thursday Friday Saturday Sunday')
  })

  test('go through the pseudo-language like every other text', () => {
    expect(makeFormats('en-XA', pseudoText).date('1985-03-12')).toBe('12 Máŕçh··· 1985')
  })
})
