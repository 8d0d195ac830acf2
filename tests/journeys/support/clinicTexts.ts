import { z } from 'zod'
import type { House } from './house.ts'
import { pageToBook } from './onlineSale.ts'

const Strings = z.record(z.string(), z.unknown())

/**
 * Every text that people typed or the clinic keeps, which no language changes: names, addresses, codes, the questions and
 * answers of forms, plans.
 */
export async function clinicTexts(house: House): Promise<string[]> {
  const { db } = house.core().context
  const [clinics, staff, services, patients, forms, answers, plans, logins, codes, stations] = await Promise.all([
    db.selectFrom('clinic').select(['name', 'address_line', 'phone', 'time_zone']).execute(),
    db.selectFrom('staff').select(['name', 'called_name', 'email']).execute(),
    db.selectFrom('service').select('name').execute(),
    db.selectFrom('patient').select(['given_name', 'family_name', 'email']).execute(),
    db.selectFrom('questionnaire_version').select('resource_json').execute(),
    db.selectFrom('submission').select('response_json').execute(),
    db.selectFrom('plan').select(['title', 'draft']).execute(),
    db.selectFrom('login').select('email').execute(),
    db.selectFrom('invitation').select(['code', 'email']).execute(),
    db.selectFrom('audit').select('station').distinct().execute(),
  ])
  const names = patients.map((each) => `${each.given_name} ${each.family_name}`.trim())
  const json = [...forms.map((each) => each.resource_json), ...answers.map((each) => each.response_json)]
  const rows = [...clinics, ...staff, ...services, ...patients, ...plans, ...logins, ...codes, ...stations]
  const typed = [...names, house.endpointUrl(), await house.codePage(), await pageToBook(house)]
  return [...new Set([...typed, ...rows.flatMap(textsIn), ...json.flatMap((text) => textsIn(JSON.parse(text)))])]
}

/** The strings of a value, however deep, that have a letter. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return /\p{L}/u.test(value) ? value.split('\n') : []
  if (Array.isArray(value)) return value.flatMap(textsIn)
  const object = Strings.safeParse(value)
  return object.success ? Object.values(object.data).flatMap(textsIn) : []
}
