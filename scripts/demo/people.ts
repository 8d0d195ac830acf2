import { between, pick, type Random } from './random.ts'

/** Somebody who does not exist. Addresses end in `example.com` and telephone numbers are 555-01xx: nobody has them. */
export type FictionalPerson = {
  readonly givenName: string
  readonly familyName: string
  readonly birthOn: string
  readonly phone: string | null
  readonly email: string | null
}

/** Sixty people whose names are what names are: apostrophes, diacritics, hyphens, one word, other scripts. */
const NAMES = [
  'Ana Ruiz|1985',
  'Ben Okafor|1974',
  'Noor Haddad|1992',
  'Théo Marchand-Lefèvre|1979',
  'Björn Åkesson|1959',
  'Wei Chen|1997',
  'Priya Raman|1988',
  'Sam Ruiz|2020',
  'Grace O’Connor|1953',
  'Ioana Popescu|2001',
  'David Mensah|1981',
  'Hana Suzuki|1995',
  'Siobhán O’Brien|1967',
  'Łukasz Wójcik|1990',
  'Zoë van der Berg|2008',
  'Nguyễn Thị Mai|1983',
  'Đặng Minh Anh|2012',
  'Fatima al-Zahra|1976',
  'Yusuf Demirtaş|1999',
  'Chloé Tremblay|1986',
  'Jean-Luc Bouchard|1948',
  'Ingrid Sørensen|1962',
  'Håkon Nygård|1971',
  'Aoife Ní Bhriain|2003',
  'Rhys Llewellyn|1994',
  'Marisol Peña Núñez|1980',
  'João D’Almeida|1969',
  'Beatriz Gonçalves|1987',
  'Giulia D’Angelo|1991',
  'Luca Esposito|2015',
  'Katarína Kováčová|1978',
  'Jiří Dvořák|1956',
  'Zsófia Szűcs|1984',
  'Mihai Țepeș|1973',
  'Dimitra Papadopoulou|1965',
  'Αλέξανδρος Νικολάου|1989',
  'Олена Шевченко|1982',
  'Arjun Gill|2005',
  'Harpreet Kaur Sandhu|1977',
  'Simran Dhaliwal|2010',
  'Mei-Ling Wong|1951',
  '陳大文|1963',
  '田中 美咲|1996',
  'Min-jun Park|2017',
  'Seo-yeon Kim|1993',
  'Kekoa Kalākaua|1975',
  'Talia Whitehorse|1998',
  'Dakota Joseph|2000',
  'Amara Nwosu|1970',
  'Kwame Asante|1961',
  'Thandiwe Dlamini|1972',
  'Miriam Ben-David|1946',
  'Eitan Levi|2014',
  'Layla Farouk|2004',
  'Reza Ahmadi|1958',
  'Soraya Karimi|2007',
  'Emily Clarke|1968',
  'Jack McAllister|1943',
  'Marie-Madeleine de La Rochefoucauld-Beauharnais|1949',
  'Sukarno|1955',
] as const

const GIVEN = NAMES.map((entry) => split(entry).givenName)
const FAMILY = [
  ...NAMES.map((entry) => split(entry).familyName),
  ...['Anderson', 'Baker', 'Campbell', 'Diallo', 'Eriksson', 'Fournier', 'García', 'Hughes', 'Ivanova', 'Johansson'],
  ...['Kowalski', 'Lavoie', 'MacDonald', 'Nakamura', 'Ortega', 'Petrov', 'Quinn', 'Rossi', 'Singh', 'Takahashi'],
  ...['Ueda', 'Vargas', 'Williams', 'Xu', 'Yilmaz', 'Zhang', 'Oyelaran', 'Brown', 'Müller', 'Lindqvist'],
]

function split(entry: string): { givenName: string; familyName: string; birthYear: number } {
  const [name = '', year = '1980'] = entry.split('|')
  const space = name.indexOf(' ')
  // One word is a whole name in many places; the chart then repeats it rather than inventing another.
  const [givenName, familyName] = space < 0 ? [name, name] : [name.slice(0, space), name.slice(space + 1)]
  return { givenName, familyName, birthYear: Number(year) }
}

/** Letters that do not come apart into a letter and a mark. */
const LATIN: Readonly<Record<string, string>> = { ł: 'l', đ: 'd', ø: 'o', ß: 'ss' }

function mailName(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[łđøß]/g, (letter) => LATIN[letter] ?? '')
    .replace(/[^a-z]/g, '')
}

/** Where somebody stands in the demo's list. @param name one of the sixty, in full */
export function placeOf(name: string): number {
  const place = NAMES.findIndex((entry) => entry.split('|')[0] === name)
  if (place < 0) throw new Error(`The demo has no ${name}`)
  return place
}

function person(random: Random, index: number, names: ReturnType<typeof split>): FictionalPerson {
  const birthOn = `${names.birthYear}-${two(between(random, 1, 12))}-${two(between(random, 1, 28))}`
  const local = [mailName(names.givenName), mailName(names.familyName)].filter((part) => part !== '').join('.')
  const hasEmail = index < 12 || random() > 0.08
  const hasPhone = random() > 0.05
  return {
    givenName: names.givenName,
    familyName: names.familyName,
    birthOn,
    phone: hasPhone ? `${pick(random, ['604', '778', '236'])} 555 01${two(between(random, 0, 99))}` : null,
    email: hasEmail ? `${local || 'patient'}${local && index < NAMES.length ? '' : index}@example.com` : null,
  }
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** The first sixty are always the same people; more are made from their names. A child shares a parent's address. */
export function* fictionalPeople(random: Random, count: number): Generator<FictionalPerson> {
  for (let index = 0; index < count; index += 1) {
    const known = NAMES[index]
    const names = known
      ? split(known)
      : { givenName: pick(random, GIVEN), familyName: pick(random, FAMILY), birthYear: between(random, 1930, 2025) }
    const made = person(random, index, names)
    yield known?.startsWith('Sam Ruiz') ? { ...made, email: 'ana.ruiz@example.com' } : made
  }
}
