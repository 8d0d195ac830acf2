import { expect, test } from 'vitest'
import { RecordIndex } from '../shared/domain/recordIndex.ts'
import { isAskedFor } from './askedFor.ts'

const id = (end: number) => `0198f3a0-0000-7000-8000-${String(end).padStart(12, '0')}`
const [LINK, OTHERS_LINK, FORM] = [id(1), id(2), id(3)]

function indexOf(forms: readonly { readonly assignmentId: string; readonly state: string }[]): RecordIndex {
  const madeAt = '2026-03-02T09:00:00.000Z'
  const clinic = { name: 'Elm Street Clinic', addressLine: '', phone: '604', timeZone: 'America/Vancouver' }
  const part = { id: id(9), identity: 'AGE-SECRET-KEY-1', sha256: '0'.repeat(64) }
  const items = forms.map((form) => ({
    ...{ kind: 'form', because: 'sentToThisLogin', part },
    form: { ...form, title: 'Intake', minutes: null, dueAt: null },
  }))
  return RecordIndex.parse({ format: 3, level: 'limited', patientId: id(8), patientName: 'Ana', clinic, items, madeAt })
}

const asking = { link: { id: LINK }, index: indexOf([{ assignmentId: FORM, state: 'pending' }]) }
const silent = { link: { id: LINK }, index: indexOf([]) }
const sent = { link: { id: LINK }, index: indexOf([{ assignmentId: FORM, state: 'submitted' }]) }

test.each([
  ['its index names it', [asking], true],
  ['its index names it no more', [silent], false],
  ['its index says that it was sent', [sent], false],
  ['the endpoint shows no such link', [], true],
  ['the endpoint shows nothing that can be believed', [{ ...asking, index: null }], true],
  ['the endpoint shows somebody else’s index alone', [{ ...silent, link: { id: OTHERS_LINK } }], true],
  ['the endpoint does not answer', null, true],
])('R11.5 whether the clinic asks for a form that the endpoint does not know: %s', (_, holdings, isAsked) => {
  expect(isAskedFor(holdings, LINK, FORM)).toBe(isAsked)
})
