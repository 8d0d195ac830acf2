import { format, resolveConfig } from 'prettier'
import { callersOf, PROCEDURES, StaffRole } from '../src/shared/domain/roles.ts'
import { roles } from '../src/renderer/words/en/roles.ts'

/** docs/ROLES.md, made from the table that the core and the pages go by (R10.3). @param path where it stands, for its style */
export async function rolesPage(path: string): Promise<string> {
  const parts = Map.groupBy(PROCEDURES, (procedure) => procedure.split('.')[0] ?? '')
  const text = [
    '# Who may do what',
    '',
    'Made from `src/shared/domain/roles.ts`, which has a line for every procedure of the desk’s contract. A test compares both',
    'with it, and calls each procedure as each role. `npx vitest run tests/tooling/roles.test.ts -u` writes this page anew.',
    '',
    ...StaffRole.options.map((role) => `- **${roles.names[role]}.** ${roles.text[role]}`),
    '',
    'Whoever opens the address of a page that is not for their role reads whose it is, and the way out.',
    ...[...parts].flatMap(([part, procedures]) => ['', `## ${part}`, '', ...tableOf(procedures)]),
    '',
  ].join('\n')
  return format(text, { ...(await resolveConfig(path)), filepath: path })
}

function tableOf(procedures: readonly string[]): string[] {
  const head = ['Procedure', ...StaffRole.options.map((role) => roles.names[role])]
  const rows = procedures.map((procedure) => {
    const callers = callersOf(procedure)
    const marks = StaffRole.options.map((role) => (callers === 'anyone' || callers?.includes(role) ? 'yes' : '–'))
    const name = callers === 'anyone' ? `\`${procedure}\`, also with nobody signed in` : `\`${procedure}\``
    return [name, ...marks]
  })
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}
