import { expect, test } from 'vitest'
import { isExclusive } from '../../shared/domain/questionnaires/exclusive.ts'
import { intake } from '../../shared/domain/questionnaires/library/intake.ts'
import { flatten } from '../../shared/domain/questionnaires/engine.ts'
import { answerOfOption, isChosen, optionText } from './answerInput.ts'
import { afterTap, withoutExclusive } from './choosing.ts'

const conditions = flatten(intake).find(({ item }) => item.linkId === 'conditions')?.item.answerOption ?? []
const options = conditions.map((option) => ({
  text: optionText(option),
  answer: answerOfOption(option),
  is: isChosen.bind(null, option),
  isExclusive: isExclusive(option),
}))
const own = { valueString: 'Migraine' }

function tap(...texts: string[]) {
  return texts.reduce<ReturnType<typeof afterTap>>((answers, text) => {
    const option = options.find((each) => each.text === text)
    return option ? afterTap(options, answers, option) : [...withoutExclusive(options, answers), own]
  }, [])
}

const shown = (answers: ReturnType<typeof tap>) =>
  answers.map((answer) => options.find((option) => option.is(answer))?.text ?? answer.valueString)

test.each([
  [
    ['Asthma', 'Diabetes'],
    ['Asthma', 'Diabetes'],
  ],
  [['Asthma', 'Asthma'], []],
  [['Asthma', 'own', 'None of these'], ['None of these']],
  [['None of these', 'Asthma'], ['Asthma']],
  [['None of these', 'own'], ['Migraine']],
  [['None of these', 'None of these'], []],
])('R7.2 "None of these" excludes the others: %j leaves %j', (tapped, left) => {
  expect(shown(tap(...tapped))).toEqual(left)
})
