import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { pictureName, SIZES, type Scheme, type Surface, type TakenScreen } from './pictures.ts'

const HEADINGS: Readonly<Record<Surface, string>> = {
  desk: 'The desk',
  portal: 'The Patient Portal',
  mail: 'E-mails',
}

/** `README.md` beside the pictures: every screen with its sizes. @returns how large all pictures are, in bytes */
export async function writeIndex(folder: string, screens: readonly TakenScreen[], moment: string): Promise<number> {
  const surfaces = [...Map.groupBy(screens, ({ surface }) => surface)]
  const lines = [
    '# Every screen',
    '',
    `The demo, ${moment}, at ${SIZES.map(({ width }) => width).join(', ')} pixels, the widest and the narrowest in dark too. Made by \`npm run screens\`: do not edit.`,
    ...surfaces.flatMap(([surface, taken]) => ['', `## ${HEADINGS[surface]}`, '', ...tableOf(taken)]),
    '',
  ]
  const file = join(folder, 'README.md')
  writeFileSync(file, await format(lines.join('\n'), { ...(await resolveConfig(file)), parser: 'markdown' }))
  const pictures = readdirSync(folder).filter((name) => name.endsWith('.webp'))
  return pictures.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
}

function tableOf(screens: readonly TakenScreen[]): string[] {
  const head = ['Screen', ...SIZES.map(({ width }) => String(width))]
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    row(head),
    row(head.map(() => '---')),
    ...screens.map(({ title, stem }) =>
      row([
        title,
        ...SIZES.map(({ width, schemes }) => schemes.map((scheme) => linkTo(stem, width, scheme)).join(' · ')),
      ]),
    ),
  ]
}

function linkTo(stem: string, width: number, scheme: Scheme): string {
  return `[${scheme}](${pictureName(stem, width, scheme)})`
}
