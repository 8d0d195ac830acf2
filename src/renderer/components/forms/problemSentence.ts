import { assertNever } from '../../../shared/domain/assertNever.ts'
import { flatten } from '../../../shared/domain/questionnaires/engine.ts'
import type { Questionnaire } from '../../../shared/domain/questionnaires/types.ts'
import type { SubmissionProblem } from '../../../shared/domain/submissionProblems.ts'
import { words } from '../../words/words.ts'

/** Why a submission was set aside (R7.5), with the question's own text where it is about one. */
export function problemSentence(problem: SubmissionProblem, questionnaire: Questionnaire): string {
  const t = words.forms.answers.problems
  switch (problem.kind) {
    case 'answer': {
      const asked = flatten(questionnaire).find(({ item }) => item.linkId === problem.linkId)
      const about = asked?.item.text ?? problem.linkId
      return about === '' ? t.rules[problem.problem] : t.about(about, t.rules[problem.problem])
    }
    case 'unreadable':
    case 'notFromHolder':
    case 'formOfSomebodyElse':
    case 'otherForm':
    case 'accessEnded':
      return t.whole[problem.kind]
    case 'earlier':
      return problem.text
    default:
      return assertNever(problem)
  }
}
