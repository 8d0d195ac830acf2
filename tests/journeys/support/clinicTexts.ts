import { z } from 'zod'
import { makeFormats } from '../../../src/shared/language/formats.ts'
import type { House } from './house.ts'

const Strings = z.record(z.string(), z.unknown())

/**
 * Every text that people typed or the clinic keeps, which no language changes: names, addresses, codes, the questions and
 * answers of forms, plans. What is stored as a whole sentence is among them.
 */
export async function clinicTexts(house: House): Promise<string[]> {
  const { db } = house.core().context
  const [clinics, staff, services, patients, forms, answers, plans, logins, codes] = await Promise.all([
    db.selectFrom('clinic').select(['name', 'address_line', 'phone', 'time_zone']).execute(),
    db.selectFrom('staff').select(['name', 'called_name', 'email']).execute(),
    db.selectFrom('service').select('name').execute(),
    db.selectFrom('patient').select(['given_name', 'family_name', 'email']).execute(),
    db.selectFrom('questionnaire_version').select('resource_json').execute(),
    db.selectFrom('submission').select('response_json').execute(),
    db.selectFrom('plan').select(['title', 'draft']).execute(),
    db.selectFrom('login').select('email').execute(),
    db.selectFrom('invitation').select(['code', 'email']).execute(),
  ])
  const names = patients.map((each) => `${each.given_name} ${each.family_name}`.trim())
  const json = [...forms.map((each) => each.resource_json), ...answers.map((each) => each.response_json)]
  const rows = [...clinics, ...staff, ...services, ...patients, ...plans, ...logins, ...codes]
  const typed = [...names, house.endpointUrl(), await house.codePage(), ...(await storedSentences(house))]
  const days = answers.flatMap((each) => answeredDays(each.response_json))
  return [
    ...new Set([...typed, ...days, ...rows.flatMap(textsIn), ...json.flatMap((text) => textsIn(JSON.parse(text)))]),
  ]
}

async function storedSentences(house: House): Promise<string[]> {
  const { db } = house.core().context
  const [inbox, audit, mails, submissions] = await Promise.all([
    db.selectFrom('inbox_item').select(['title', 'message']).execute(),
    db.selectFrom('audit').select('detail').execute(),
    db.selectFrom('mail').select('failure').execute(),
    db.selectFrom('submission').select('problems_json').execute(),
  ])
  const problems = submissions.flatMap((each) => textsIn(JSON.parse(each.problems_json)))
  return [...[...inbox, ...audit, ...mails].flatMap(textsIn), ...problems]
}

const english = makeFormats('en')

/** An answer that is a day is read in English, whatever the language. */
function answeredDays(responseJson: string): string[] {
  return [...responseJson.matchAll(/"valueDate":"(\d{4}-\d{2}-\d{2})"/g)].map(([, on = '']) => english.date(on))
}

/** The strings of a value, however deep, that have a letter. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return /\p{L}/u.test(value) ? value.split('\n') : []
  if (Array.isArray(value)) return value.flatMap(textsIn)
  const object = Strings.safeParse(value)
  return object.success ? Object.values(object.data).flatMap(textsIn) : []
}
