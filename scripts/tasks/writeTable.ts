import { writeFileSync } from 'node:fs'
import { KLM, type Effort } from './hand.ts'

/** By the task's name; null where it could not be done. */
export type Measured = Record<string, Effort | null>

/** `docs/TASKS.md`. @param before of an older desk; a task that is not in it was not measured there */
export function writeTable(file: string, now: Measured, before: Measured): void {
  const rows = Object.entries(now).map(([name, effort]) => {
    const was = before[name]
    const earlier = was === undefined ? '–' : was === null ? 'not possible' : inShort(was)
    return `| ${name} | ${earlier} | ${effort ? inShort(effort) : 'not possible'} | ${seconds(was?.personSeconds)} | ${seconds(effort?.personSeconds)} | ${seconds(effort?.machineSeconds)} |`
  })
  const lines = [
    '# The most frequent tasks of a front desk',
    '',
    'Measured in a real browser by `npm run tasks`, from Today to where the screen shows that it is done: do not edit. Keys are',
    'presses that are not part of a name, a time or a text (a chord is two); letters are what somebody was told and types.',
    '',
    `The seconds of a person are an estimate by the keystroke-level model, for somebody practised: ${KLM.key} s a key, ${KLM.pointAndClick} s to point and`,
    `click, ${KLM.changeOfHand} s for a hand to change between keyboard and mouse, ${KLM.thought} s for a thought before each order and each text. Nobody was timed.`,
    'The seconds of the machine are from the first key until the result is on the screen, on the machine that measured.',
    '',
    'Before: the desk at 05c3590, measured with the same script (`docs/tasks-before.json`); `–` where the demo of that time had',
    'nothing to do it with, or its screen takes other keys. By hand 29 keys beside the name were counted on it to book a known',
    'patient; now they are keys and letters, less the four of the name.',
    '',
    '| Task | Before: keys + letters, clicks | Now: keys + letters, clicks | Person before, s | Person now, s | Machine now, s |',
    '| --- | --- | --- | ---: | ---: | ---: |',
    ...rows,
    '',
  ]
  writeFileSync(file, lines.join('\n'))
}

function inShort({ keys, letters, clicks }: Effort): string {
  return `${keys} + ${letters}, ${clicks}`
}

function seconds(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(1)
}
