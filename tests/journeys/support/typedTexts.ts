import { demoClinic, demoPractitioners, demoServices } from '../../../scripts/demo/clinic.ts'
import { optionText } from '../../../src/portal/views/answerInput.ts'
import { flatten } from '../../../src/shared/domain/questionnaires/engine.ts'
import { intake } from '../../../src/shared/domain/questionnaires/library/intake.ts'

/** Who is looked at in the pseudo-language of the portal, and what is typed there. */
export const ana = person('Annelie', 'Brandt', 'annelie@example.com', 'harp-window-cobalt-7')
export const ben = person('Bartholomew', 'Oduya', 'bartholomew@example.com', 'lantern-orbit-mossy-4')
export const child = person('Clementine', 'Brandt', 'annelie@example.com', '')
export const lost = person('Dorothea', 'Vance', 'dorothea@example.com', '')
export const plan = { title: 'Plan Zephyrine', text: 'Walk twenty minutes after supper.' }
export const typed = 'Typed by hand'

/** What stands there as it was typed, by whomever. */
export const typedTexts: readonly string[] = [
  ...Object.values(demoClinic),
  'Vancouver',
  ...demoPractitioners.flatMap(({ name, calledName }) => [name, calledName]),
  ...demoServices.map(({ name }) => name),
  ...[ana, ben, child, lost].flatMap(({ givenName, familyName, fullName, email }) => [
    givenName,
    familyName,
    fullName,
    email,
  ]),
  plan.title,
  plan.text,
  typed,
  intake.title ?? '',
  ...flatten(intake)
    .flatMap(({ item, parents }) => [item, ...parents])
    .flatMap((item) => [item.text ?? '', ...(item.answerOption ?? []).map(optionText)]),
]

/** What the intake form asks there. */
export function textOf(linkId: string): string {
  return flatten(intake).find(({ item }) => item.linkId === linkId)?.item.text ?? ''
}

function person(givenName: string, familyName: string, email: string, password: string) {
  return { givenName, familyName, fullName: `${givenName} ${familyName}`, birthOn: '1988-07-19', email, password }
}
