import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { RecordIndex } from '../../shared/domain/recordIndex.ts'
import { words } from '../words/words.ts'
import { homeModel } from './homeModel.ts'
import { HomeView } from './HomeView.tsx'

const NOW = '2026-03-02T09:00:00.000Z'
const id = (end: number) => `0198f3a0-0000-7000-8000-${String(end).padStart(12, '0')}`

const PATIENT = id(1)
const CLINIC = { name: 'Elm Street Clinic', addressLine: '1 Elm Street', phone: '604', timeZone: 'America/Vancouver' }

function visit(end: number, startsAt: string, status = 'booked') {
  const endsAt = new Date(Date.parse(startsAt) + 30 * 60_000).toISOString()
  const names = { serviceName: 'Follow-up', practitionerName: 'Dr Lee' }
  return {
    kind: 'appointment',
    because: 'fullAccess',
    appointment: { id: id(end), startsAt, endsAt, status, ...names },
  }
}

function plan(version: number, title: string) {
  const publishedAt = `2026-02-0${version}T09:00:00.000Z`
  const fields = { id: id(50), title, version, publishedAt, practitionerName: 'Dr Lee' }
  const part = { id: id(60 + version), identity: 'AGE-SECRET-KEY-1', sha256: '0'.repeat(64) }
  return { kind: 'plan', because: 'fullAccess', plan: fields, part }
}

function indexOf(level: 'limited' | 'full', patientName: string, items: unknown[]): RecordIndex {
  return RecordIndex.parse({ format: 3, level, patientId: PATIENT, patientName, clinic: CLINIC, items, madeAt: NOW })
}

function render(index: RecordIndex, others: readonly { linkId: string; name: string }[] = []): string {
  const model = homeModel(index, RecordIndex.shape.madeAt.parse(NOW), new Map())
  const people = [{ linkId: id(1), name: model.name }, ...others]
  return renderToStaticMarkup(
    <HomeView model={model} timeZone="America/Vancouver" now={NOW} people={people} askedAt={null} />,
  )
}

test('R6.1 visits stand in the clinic’s time zone, the next first, past ones apart, one in session not past', () => {
  const index = indexOf('full', 'Ana Ruiz', [
    visit(1, '2026-03-09T18:00:00.000Z'),
    visit(2, '2026-03-03T18:00:00.000Z'),
    visit(3, '2026-02-03T18:00:00.000Z', 'completed'),
    visit(4, '2026-02-04T18:00:00.000Z', 'cancelled'),
    visit(5, '2026-03-02T08:00:00.000Z', 'inSession'),
  ])
  const model = homeModel(index, RecordIndex.shape.madeAt.parse(NOW), new Map())

  expect(model.nextVisits.map((each) => each.id)).toEqual([id(5), id(2), id(1)])
  expect(model.pastVisits.map((each) => each.id)).toEqual([id(3)])
  expect(render(index)).toContain('Tuesday 3 March, 10:00')
})

test('R8.1 the newest version of a plan is the one that is listed', () => {
  const model = homeModel(
    indexOf('full', 'Ana', [plan(1, 'Old'), plan(2, 'New')]),
    RecordIndex.shape.madeAt.parse(NOW),
    new Map(),
  )

  expect(model.plans.map((each) => each.title)).toEqual(['New'])
})

test('R3.6 a limited page says why visits are missing and offers to ask; a full one does not', () => {
  expect(render(indexOf('limited', 'Ana', []))).toContain(words.home.ask)
  expect(render(indexOf('full', 'Ana', []))).not.toContain(words.home.ask)
})

test('section 12: text from people is text', () => {
  const html = render(indexOf('full', '<script>alert(1)</script>', [plan(1, '<img src=x>')]))

  expect(html).not.toContain('<script>')
  expect(html).toContain('&lt;script&gt;')
})

test('R5.3 whose things these are is said where a login holds more than one person; else the name heads the page', () => {
  const index = indexOf('full', 'Ana Ruiz', [])

  const alone = render(index)
  const together = render(index, [{ linkId: id(2), name: 'Sam' }])

  expect(alone).not.toContain('You are looking at')
  expect(alone).toMatch(/<h1[^>]*>Ana Ruiz<\/h1>/)
  expect(together).toContain('You are looking at')
})
