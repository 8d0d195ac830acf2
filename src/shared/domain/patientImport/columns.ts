import { z } from 'zod'
import { folded } from '../folded.ts'

/** What a column of another program's file may hold. `phone` and `mobile` may each stand over several columns. */
export const ImportField = z.enum(['givenName', 'familyName', 'birthOn', 'mobile', 'phone', 'email'])
export type ImportField = z.infer<typeof ImportField>

/** One entry a column, from left to right; null for a column that is not imported. */
export type ColumnMapping = readonly (ImportField | null)[]

/** The names that clinics' programs give their columns (Jane, Cliniko, OutSmart), and plain ones, English, French and German. */
const NAMES: Readonly<Record<ImportField, readonly string[]>> = {
  givenName: [
    'first name',
    'given name',
    'given names',
    'forename',
    'firstname',
    'prenom',
    'patient first name',
    'legal first name',
    'vorname',
    'vornamen',
  ],
  familyName: [
    'last name',
    'family name',
    'surname',
    'lastname',
    'nom',
    'nom de famille',
    'patient last name',
    'legal last name',
    'nachname',
    'familienname',
    'zuname',
  ],
  birthOn: [
    'date of birth',
    'birth date',
    'birthdate',
    'birthday',
    'dob',
    'born',
    'date de naissance',
    'ne le',
    'nee le',
    'ne e le',
    'geburtsdatum',
    'geb datum',
    'geburtstag',
    'geboren am',
  ],
  mobile: [
    'mobile',
    'mobile phone',
    'mobile number',
    'cell',
    'cell phone',
    'phone cell',
    'cellphone',
    'cellulaire',
    'portable',
    'mobil',
    'mobiltelefon',
    'mobilnummer',
    'handy',
    'handynummer',
  ],
  phone: [
    'phone',
    'telephone',
    'phone number',
    'phone number 1',
    'home phone',
    'phone home',
    'work phone',
    'phone work',
    'tel',
    'telephone number',
    'telefon',
    'telefonnummer',
    'telefon privat',
    'festnetz',
  ],
  email: [
    'email',
    'e mail',
    'email address',
    'e mail address',
    'mail',
    'courriel',
    'adresse courriel',
    'e mail adresse',
  ],
}

/** Says "Phone number type 1" of a Cliniko file, "Home" or "Mobile": it is no number. */
const SINGLE = ['givenName', 'familyName', 'birthOn', 'email'] as const

/** Reads a file's first line. A field that has a column already is not given to a second one, but for telephones. */
export function recogniseColumns(headers: readonly string[]): ColumnMapping {
  const taken = new Set<ImportField>()
  return headers.map((header) => {
    const field = ImportField.options.find((each) => NAMES[each].includes(plain(header)))
    if (field === undefined || taken.has(field)) return null
    if (SINGLE.some((each) => each === field)) taken.add(field)
    return field
  })
}

/** A file without one of these cannot be imported. */
export function missingColumns(mapping: ColumnMapping): ImportField[] {
  return (['givenName', 'familyName'] as const).filter((field) => !mapping.includes(field))
}

/** One field for a column; another that held it gives it up, but for telephones. */
export function mapColumn(mapping: ColumnMapping, column: number, field: ImportField | null): ColumnMapping {
  const isSingle = SINGLE.some((each) => each === field)
  return mapping.map((before, index) => {
    if (index === column) return field
    return isSingle && before === field ? null : before
  })
}

function plain(header: string): string {
  return folded(header)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
