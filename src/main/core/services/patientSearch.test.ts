import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { InvitationId } from '../../../shared/domain/ids.ts'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { changePatient, namesFor } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'

let clinic: TestClinic

beforeEach(async () => {
  clinic = await openClinic()
})
afterEach(() => clinic.close())

describe('R10.1 patient search as one types', () => {
  beforeEach(async () => {
    await clinic.addPatient('Ana Ruíz', {
      birthOn: CalendarDay.parse('1985-03-12'),
      phone: '+1 (604) 555-0123',
      email: 'ana.ruiz@mail.example',
    })
    await clinic.addPatient('Ruth Adams', {
      birthOn: CalendarDay.parse('1990-12-03'),
      phone: '020 7946 0958',
      email: 'ruth@mail.example',
    })
    await clinic.addPatient('Bob Ruizdael', { birthOn: null })
    await clinic.addPatient("Siobhán O'Brien", { birthOn: CalendarDay.parse('2001-01-01') })
    await clinic.addPatient('Anne-Marie Müller', { birthOn: null })
  })

  test('R10.1 by the start of each word, in any order, accents and case aside', async () => {
    expect(await namesFor(clinic, 'ru')).toEqual(['Ana Ruíz', 'Bob Ruizdael', 'Ruth Adams'])
    expect(await namesFor(clinic, 'RUIZ an')).toEqual(['Ana Ruíz'])
    expect(await namesFor(clinic, 'ana ruí')).toEqual(['Ana Ruíz'])
    expect(await namesFor(clinic, 'muller')).toEqual(['Anne-Marie Müller'])
    expect(await namesFor(clinic, 'uiz')).toEqual([])
  })

  test('R10.1 with apostrophes and hyphens, or without', async () => {
    for (const typed of ["o'brien", 'o’brien', 'obrien', 'o brien', "siobhan o'b"]) {
      expect([typed, await namesFor(clinic, typed)]).toEqual([typed, ["Siobhán O'Brien"]])
    }
    for (const typed of ['anne-m', 'annemarie', 'anne marie']) {
      expect([typed, await namesFor(clinic, typed)]).toEqual([typed, ['Anne-Marie Müller']])
    }
  })

  test('R10.1 by birth date in the spellings that people use, whole or begun', async () => {
    for (const typed of [
      '1985-03-12',
      '12.3.1985',
      '12/03/1985',
      '3/12/1985',
      '19850312',
      '12.3.85',
      '1985-03',
      '12.3.19',
    ]) {
      expect([typed, await namesFor(clinic, typed)]).toEqual([typed, expect.arrayContaining(['Ana Ruíz'])])
    }
    expect(await namesFor(clinic, '1985')).toEqual(['Ana Ruíz'])
    expect(await namesFor(clinic, 'ana 1985')).toEqual(['Ana Ruíz'])
    expect(await namesFor(clinic, '1984')).toEqual([])
  })

  test('R10.1 by birth date as the desk prints it, alone or beside a name', async () => {
    for (const typed of [
      '12 March 1985',
      '12 Mar 1985',
      'March 12, 1985',
      'mar 1985',
      'ruiz 12 mar',
      '12-Mar-85',
      '12 Mar 85',
    ]) {
      expect([typed, await namesFor(clinic, typed)]).toEqual([typed, ['Ana Ruíz']])
    }
    // The same figures the other way round are somebody else's.
    expect(await namesFor(clinic, '3 December 1985')).toEqual([])
    expect(await namesFor(clinic, '12 March')).toContain('Ana Ruíz')
    expect(await namesFor(clinic, 'bob 12 March 1985')).toEqual([])
  })

  test('R10.1 by chart number and by Access Code, before anything else that has those signs', async () => {
    const [ana] = (await clinic.client.patients.search({ query: 'ana', limit: 1, offset: 0 })).patients
    if (!ana) throw new Error('Ana is not there')
    await clinic.addPatient('Aaron Aames', { phone: `604 555 ${ana.chartNumber}` })
    for (const typed of [`No. ${ana.chartNumber}`, `#${ana.chartNumber}`]) {
      expect([typed, await namesFor(clinic, typed)]).toEqual([typed, expect.arrayContaining(['Ana Ruíz'])])
    }
    expect(await namesFor(clinic, String(ana.chartNumber))).toEqual(['Ana Ruíz', 'Aaron Aames'])
    const id = InvitationId.parse(clinic.ids())
    const { code } = await clinic.client.access.requestCode({ id, patientId: ana.id, email: null })
    if (!code) throw new Error('There is no code')
    expect(code).toMatch(/^....-....$/)
    expect(await namesFor(clinic, code)).toEqual(['Ana Ruíz'])
    expect(await namesFor(clinic, code.replace('-', '').toLowerCase())).toEqual(['Ana Ruíz'])
  })

  test('R10.1 whose name it is comes first, then whose name begins so, then whoever has it elsewhere', async () => {
    await clinic.addPatient('Zoe Lee')
    await clinic.addPatient('Lee Young')
    await clinic.addPatient('Bea Leeds')
    await clinic.addPatient('Leeann Cole')
    await clinic.addPatient('Ida Ames', { email: 'lee@mail.example' })

    expect(await namesFor(clinic, 'lee')).toEqual(['Zoe Lee', 'Lee Young', 'Bea Leeds', 'Leeann Cole', 'Ida Ames'])
    expect((await namesFor(clinic, 'lee you'))[0]).toBe('Lee Young')
    expect((await namesFor(clinic, 'young, lee'))[0]).toBe('Lee Young')
  })

  test('R10.1 by phone, with or without country code, nought and spaces', async () => {
    for (const typed of ['+1 604 555 0123', '16045550123', '604-555', '(604) 555 0123', '5550123', '0123']) {
      expect([typed, await namesFor(clinic, typed)]).toEqual([typed, ['Ana Ruíz']])
    }
    for (const typed of ['020 7946', '+44 20 7946 0958', '2079460958', '79460958']) {
      expect([typed, await namesFor(clinic, typed)]).toEqual([typed, ['Ruth Adams']])
    }
  })

  test('R10.1 by parts of the e-mail', async () => {
    expect(await namesFor(clinic, 'ana.ruiz@mail')).toEqual(['Ana Ruíz'])
    expect(await namesFor(clinic, 'ruth@')).toEqual(['Ruth Adams'])
    expect((await namesFor(clinic, 'mail.example')).sort()).toEqual(['Ana Ruíz', 'Ruth Adams'])
  })

  test('R10.1 what was typed never acts as a query of its own', async () => {
    const hostile = [
      '"',
      '"" OR *',
      'name:ana',
      'a* OR b*',
      'NEAR(ana ruiz)',
      '(',
      'ana)',
      '^ana',
      '{name}',
      "'; DROP",
      '\\',
      '%',
      '-ana',
      '*',
    ]
    for (const typed of [...hostile, '\u0000', 'a\u0000b', '🦊', '   ', '"'.repeat(200), 'ا'.repeat(200)]) {
      const { patients, total } = await clinic.client.patients.search({ query: typed, limit: 5, offset: 0 })
      expect(patients.length).toBeLessThanOrEqual(total)
    }
    const anything = fc.string({ unit: 'binary', maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(anything, async (typed) => {
        await namesFor(clinic, typed)
      }),
      { numRuns: 200 },
    )
    expect(await namesFor(clinic, 'ana OR bob')).toEqual([])
    expect(await namesFor(clinic, '*')).toEqual([])
  })

  test('R10.1 a patient who changed is found by what is true now', async () => {
    const ana = (await clinic.client.patients.search({ query: 'ana', limit: 1, offset: 0 })).patients[0]
    if (!ana) throw new Error('Ana is not there')

    await changePatient(clinic, ana.id, { familyName: 'Vidal', phone: null })

    expect(await namesFor(clinic, 'vidal')).toEqual(['Ana Vidal'])
    expect(await namesFor(clinic, '0123')).toEqual([])
    expect(await namesFor(clinic, 'ruiz ana')).toEqual(['Ana Vidal'])
    expect(await namesFor(clinic, 'ruíz a')).toEqual(['Ana Vidal'])
    await changePatient(clinic, ana.id, { email: null })
    expect(await namesFor(clinic, 'ruiz a')).toEqual([])
  })

  test('R10.1 nothing typed lists everybody by family name, page by page', async () => {
    const first = await clinic.client.patients.search({ query: '', limit: 3, offset: 0 })
    const second = await clinic.client.patients.search({ query: ' ', limit: 3, offset: 3 })

    expect([...first.patients, ...second.patients].map(({ familyName }) => familyName)).toEqual([
      'Adams',
      'Müller',
      "O'Brien",
      'Ruizdael',
      'Ruíz',
    ])
    expect(first.total).toBe(5)
  })
})

describe('R10.1 a start that fits very many', () => {
  test('R10.1 every match is on exactly one page, family names first', async () => {
    const known = { id: '', chart_number: 0, given_name: '', family_name: '', created_at: '', changed_at: '' }
    const people = Array.from({ length: 700 }, (_, index) => {
      const isFamily = index % 3 === 0
      const name = `Zar${String(index).padStart(3, '0')}`
      return { given: isFamily ? 'Ida' : name, family: isFamily ? name : 'Berg', chart: 5000 + index }
    })
    await clinic.context.db.transaction().execute(async (tx) => {
      for (const { given, family, chart } of people) {
        const row = { ...known, id: clinic.ids(), chart_number: chart, given_name: given, family_name: family }
        await tx.insertInto('patient').values(row).execute()
        const text = { name: `${given} ${family}`, phone: '', email: '', birth: '' }
        await tx
          .insertInto('patient_search')
          .values({ rowid: chart, ...text })
          .execute()
      }
    })

    // Somebody whose e-mail begins so, and whose chart is older than all of theirs.
    await clinic.addPatient('Ada Ames', { email: 'zar@mail.example' })

    const seen: string[] = []
    for (let offset = 0; offset < 701; offset += 45) {
      const { patients, total } = await clinic.client.patients.search({ query: 'zar', limit: 45, offset })
      expect(total).toBe(701)
      seen.push(...patients.map(({ givenName, familyName }) => (familyName === 'Berg' ? givenName : familyName)))
    }

    expect(new Set(seen).size).toBe(701)
    expect(seen.at(-1)).toBe('Ames')
    const inFamily = people.filter(({ given }) => given === 'Ida').map(({ family }) => family)
    expect(seen.slice(0, inFamily.length)).toEqual(inFamily.sort())
  })
})
