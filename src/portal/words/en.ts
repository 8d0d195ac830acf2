import { errors, kept, older } from './en/errors.ts'
import { answers, form, forms, problems, review, thanks } from './en/forms.ts'
import { code, dead, forged, incomplete } from './en/links.ts'
import { add, greeting, outcome, password, register, renew, signIn } from './en/login.ts'
import { account, gone, home, nothing, plan, records, sent, visit, visits } from './en/records.ts'
import { bar, foot, missing, shell } from './en/shell.ts'

/**
 * Every word of the Patient Portal in English: the catalogue that is always there, and the pattern of every other.
 * Neutral statements, short. Names come in as they were typed.
 */
export const en = {
  ...shell,
  foot,
  bar,
  missing,
  errors,
  kept,
  older,
  greeting,
  password,
  register,
  renew,
  signIn,
  add,
  outcome,
  dead,
  incomplete,
  forged,
  code,
  home,
  nothing,
  plan,
  visit,
  visits,
  records,
  sent,
  gone,
  account,
  form,
  forms,
  answers,
  problems,
  review,
  thanks,
}
