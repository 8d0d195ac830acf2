import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../run.ts'

export type NamedTest = { readonly file: string; readonly name: string }
/** A row of docs/RULES.md; files are relative to the root. */
export type Rule = {
  readonly number: string
  readonly state: string
  readonly sentence: string
  readonly files: readonly string[]
  readonly tests: readonly NamedTest[]
}
export type RulesPage = {
  readonly rules: readonly Rule[]
  /** The numbers of the page's last section. */
  readonly notBegun: readonly string[]
  /** Every file that has a label, named by a rule or not. */
  readonly files: readonly string[]
}

export function readRulesPage(): RulesPage {
  const page = readFileSync(join(root, 'docs/RULES.md'), 'utf8')
  const paths = new Map([...page.matchAll(/^\[(.+)\]: (\S+)$/gm)].map(([, label = '', path = '']) => [label, path]))
  // Relative to the page; a label without an address of its own stays as it is and is found to be no file.
  const pathOf = (label: string) => join('docs', paths.get(label) ?? label).replaceAll('\\', '/')
  return {
    rules: [...page.matchAll(/^\| (R\d.*) \|$/gm)].map(([, row = '']) => parseRule(row, pathOf)),
    notBegun: page.split('## Not begun')[1]?.match(/R\d+\.\d+/g) ?? [],
    files: [...paths.keys()].map(pathOf),
  }
}

/** A row of a table: number, state, sentence, files as `[label]`, tests as `[label] “name”`. */
function parseRule(row: string, pathOf: (label: string) => string): Rule {
  const [number = '', state = '', sentence = '', files = '', tests = ''] = row.split(' | ')
  return {
    number,
    state,
    sentence,
    files: [...files.matchAll(/\[(.+?)\]/g)].map(([, label = '']) => pathOf(label)),
    tests: tests.split('<br>').map((each) => {
      const [, label = '', name = ''] = /^\[(.+?)\] “(.+)”$/.exec(each) ?? []
      return { file: pathOf(label), name }
    }),
  }
}
