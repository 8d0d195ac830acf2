import { describe, expect, it } from 'vitest'
import { CalendarDay } from '../time.ts'
import { ordersIn, readBirthDate, type DayOrder } from './birthDates.ts'
import { mapColumn, missingColumns, recogniseColumns } from './columns.ts'
import { birthByOrder, canBeLenient, readRow, rowKey, wrongCells, type ReadingRule } from './rows.ts'

const today = CalendarDay.parse('2026-11-29')

describe('R10.8 the columns of other programs’ files', () => {
  it.each([
    [
      ['First Name', 'Last Name', 'Date of birth', 'Email'],
      ['givenName', 'familyName', 'birthOn', 'email'],
    ],
    [
      ['Patient First Name', 'Surname', 'DOB', 'Cell Phone', 'Home Phone'],
      ['givenName', 'familyName', 'birthOn', 'mobile', 'phone'],
    ],
    [
      ['PRÉNOM', 'Nom', 'Date de naissance', 'Courriel', 'Téléphone'],
      ['givenName', 'familyName', 'birthOn', 'email', 'phone'],
    ],
    [
      ['Vorname', 'Nachname', 'Geburtsdatum', 'Telefon', 'E-Mail'],
      ['givenName', 'familyName', 'birthOn', 'phone', 'email'],
    ],
    [
      ['Familienname', 'VORNAMEN', 'Geb.-Datum', 'Handy', 'Telefon (privat)', 'E-Mail-Adresse'],
      ['familyName', 'givenName', 'birthOn', 'mobile', 'phone', 'email'],
    ],
    [
      ['first_name', 'last-name', 'E-mail', 'Phone number 1'],
      ['givenName', 'familyName', 'email', 'phone'],
    ],
  ])('%j', (headers, mapping) => {
    expect(recogniseColumns(headers)).toEqual(mapping)
    expect(missingColumns(recogniseColumns(headers))).toEqual([])
  })

  it('leaves what it does not know, and a second column of the same name', () => {
    expect(recogniseColumns(['Id', 'Email', 'E-mail', 'Balance'])).toEqual([null, 'email', null, null])
    expect(missingColumns(recogniseColumns(['First name', 'Balance']))).toEqual(['familyName'])
  })

  it('a column that is given a field by hand takes it from another; telephones may stand in several', () => {
    const mapping = recogniseColumns(['First name', 'Nickname', 'Home phone', 'Extra'])
    expect(mapColumn(mapping, 1, 'givenName')).toEqual([null, 'givenName', 'phone', null])
    expect(mapColumn(mapping, 3, 'phone')).toEqual(['givenName', null, 'phone', 'phone'])
    expect(mapColumn(mapping, 0, null)).toEqual([null, null, 'phone', null])
  })
})

describe('R10.8 birth dates', () => {
  it.each([
    ['1985-03-12', '1985-03-12'],
    ['1985/3/12', '1985-03-12'],
    ['19850312', '1985-03-12'],
    ['1985-03-12T00:00:00', '1985-03-12'],
    ['12 Mar 1985', '1985-03-12'],
    ['March 12, 1985', '1985-03-12'],
    ['12 août 1985', '1985-08-12'],
    ['25/3/1985', '1985-03-25'],
    ['3/25/85', '1985-03-25'],
    ['25.12.24', '2024-12-25'],
    ['13.3.26', '2026-03-13'],
    ['13.3.27', '1927-03-13'],
    ['4/4/1985', '1985-04-04'],
    ['25/3/1850', '1850-03-25'],
    ['29/2/1984 0:00', '1984-02-29'],
  ])('%s is one day', (text, day) => {
    expect(readBirthDate(text, null, today)).toEqual({ kind: 'day', day })
  })

  it.each([
    '',
    '1985',
    '12/1985',
    '31/31/1985',
    '30 Feb 1985',
    '29/2/1985',
    'soon',
    '12 Juzember 1985',
    '1-2-3-4',
    '12/3/985',
    '0085-03-12',
    '12/3/1849',
  ])('“%s” is none', (text) => {
    expect(readBirthDate(text, null, today)).toEqual({ kind: 'none' })
  })

  it('what could be two days is neither until the order is said', () => {
    const read = (order: DayOrder | null) => readBirthDate('3/4/1985', order, today)
    expect(read(null)).toEqual({ kind: 'twoDays', dayFirst: '1985-04-03', monthFirst: '1985-03-04' })
    expect(read('dayFirst')).toEqual({ kind: 'day', day: '1985-04-03' })
    expect(read('monthFirst')).toEqual({ kind: 'day', day: '1985-03-04' })
  })

  it('the others of a column say the order, unless they disagree', () => {
    expect(ordersIn(['3/4/1985', '25/3/1985', ''], today)).toBe('dayFirst')
    expect(ordersIn(['3/4/1985', '3-25-1985'], today)).toBe('monthFirst')
    expect(ordersIn(['25/3/1985', '3/25/1985'], today)).toBe('both')
    expect(ordersIn(['13/3/1985'], today)).toBe('dayFirst')
    expect(ordersIn(['3/13/1985'], today)).toBe('monthFirst')
    expect(ordersIn(['3/4/1985', '1985-03-25', '25 Mar 1985', '45/3/1985', '31/31/1985'], today)).toBeNull()
  })
})

describe('R10.8 rows', () => {
  const rule: ReadingRule = {
    mapping: recogniseColumns(['First name', 'Last name', 'DOB', 'Mobile', 'Home phone', 'Email', 'Balance']),
    order: null,
    today,
  }
  const read = (cells: readonly string[], more: Partial<ReadingRule> = {}) => readRow(cells, { ...rule, ...more })

  it('a whole row, trimmed; the mobile number goes before the one at home', () => {
    const { details, problems } = read([
      ' Ana ',
      'Ruiz',
      '1985-03-12',
      '604 555 0134',
      '604 555 9',
      'ana@example.com',
      '12',
    ])
    expect(problems).toEqual([])
    expect(details).toEqual({
      ...{ givenName: 'Ana', familyName: 'Ruiz', birthOn: '1985-03-12' },
      ...{ phone: '604 555 0134', email: 'ana@example.com' },
    })
  })

  it('what is empty is nothing; the number at home serves where there is no other', () => {
    expect(read(['Ana', 'Ruiz', '', '', '604 555 0134', '', '']).details).toMatchObject({
      ...{ birthOn: null, phone: '604 555 0134', email: null },
    })
  })

  it.each([
    ['empty', ['', ' ', '', '', '', '', '']],
    ['otherLength', ['Ana', 'Ruiz']],
    ['otherLength', ['Ana', 'Ruiz', 'Jr', '1985-03-12', '', '', '', '']],
    ['noName', ['Ana', '', '', '', '', '', '']],
    ['name', ['A'.repeat(201), 'Ruiz', '', '', '', '', '']],
    ['formula', ['=cmd|’/c calc’!A1', 'Ruiz', '', '', '', '', '']],
    ['formula', ['Ana', '@SUM(A1)', '', '', '', '', '']],
    ['formula', ['Ana', '+1+cmd|’/c calc’!A1', '', '', '', '', '']],
    ['birth', ['Ana', 'Ruiz', 'soon', '', '', '', '']],
    ['birthTwoDays', ['Ana', 'Ruiz', '3/4/1985', '', '', '', '']],
    ['birthToCome', ['Ana', 'Ruiz', '2026-11-30', '', '', '', '']],
    ['phone', ['Ana', 'Ruiz', '', 'call her sister', '', '', '']],
    ['phone', ['Ana', 'Ruiz', '', '=1+12345', '', '', '']],
    ['email', ['Ana', 'Ruiz', '', '', '', 'ana at home', '']],
  ])('%s: %j', (problem, cells) => {
    expect(read(cells)).toEqual({ details: null, problems: [problem] })
  })

  it('what is wrong is said of the cell that it stands in', () => {
    const wrong = (cells: readonly string[]) => [...wrongCells(cells, rule)]
    expect(wrong(['', 'Ruiz', 'nonsense', '', 'none', 'ana at home', ''])).toEqual([
      ...[[0, 'noName'] as const, [2, 'birth'] as const, [4, 'phone'] as const, [5, 'email'] as const],
    ])
    expect(wrong(['Ana', '=Ruiz', '', 'none', '604 555 0134', '', ''])).toEqual([
      ...[[1, 'formula'] as const, [3, 'phone'] as const],
    ])
    expect(wrong(['Ana', 'Ruiz', '', '', '', '', ''])).toEqual([])
  })

  it('a birth date that only the order makes one day is known by what stands in the file', () => {
    const written = (birth: string, order: DayOrder | null = 'dayFirst') =>
      birthByOrder(['Ana', 'Ruiz', birth, '', '', '', ''], { ...rule, order })
    expect(written(' 3/4/1985 ')).toBe('3/4/1985')
    expect(written('3/4/1985', null)).toBeNull()
    for (const birth of ['25/3/1985', '4/4/1985', '1985-03-12', '']) expect(written(birth)).toBeNull()
  })

  it('who was born today is a patient', () => {
    expect(read(['Ana', 'Ruiz', '2026-11-29', '', '', '', '']).details?.birthOn).toBe('2026-11-29')
  })

  it('is taken without what is wrong in it, where that is not the name', () => {
    const cells = ['Ana', 'Ruiz', '3/4/1985', 'none', '', 'ana at home', '']
    const { details, problems } = read(cells, { isLenient: true })
    expect(details).toEqual({ givenName: 'Ana', familyName: 'Ruiz', birthOn: null, phone: null, email: null })
    expect(canBeLenient(problems)).toBe(true)
    const nameless = read(['', 'Ruiz', 'soon', '', '', '', ''], { isLenient: true })
    expect(nameless.details).toBeNull()
    expect(canBeLenient(nameless.problems)).toBe(false)
    expect(canBeLenient([])).toBe(false)
  })

  it('two rows of one person have one key, and two of a name have two', () => {
    const ana = read(['Ana', 'Ruiz', '1985-03-12', '', '', '', '']).details
    const again = read(['RUIZ', 'Ána', '12 Mar 1985', '604 555 0134', '', '', '']).details
    const other = read(['Ana', 'Ruiz', '1999-03-12', '', '', '', '']).details
    if (!ana || !again || !other) throw new Error('A row of this test is none')
    expect(rowKey(again)).toBe(rowKey(ana))
    expect(rowKey(other)).not.toBe(rowKey(ana))
    expect(rowKey({ ...ana, birthOn: null, phone: '+1 604 555 0134' })).toBe(
      rowKey({ ...ana, birthOn: null, phone: '604-555-0134' }),
    )
    expect(rowKey({ ...ana, birthOn: null, email: 'ANA@example.com' })).toBe(
      rowKey({ ...ana, birthOn: null, email: 'ana@example.com' }),
    )
  })
})
