import { z } from 'zod'
import { PatientId } from '../../shared/domain/ids.ts'
import type { Procedure } from '../../shared/domain/roles.ts'

/** Tabs as they stand in the address: `/workspace/<patientId>/<tab>`. */
export const WorkspaceTab = z.enum([
  'overview',
  'appointments',
  'smart-forms',
  'treatment-plans',
  'messages',
  'documents',
  'access-code',
  'family',
  'history',
])
export type WorkspaceTab = z.infer<typeof WorkspaceTab>

/** What each tab shows: it is there for whoever may ask for that (R10.3). */
export const TAB_SHOWS = {
  overview: 'patients.get',
  appointments: 'calendar.ofPatient',
  'smart-forms': 'forms.ofPatient',
  'treatment-plans': 'plans.list',
  messages: 'messages.ofPatient',
  documents: 'documents.list',
  'access-code': 'access.get',
  family: 'access.family',
  history: 'patients.history',
} as const satisfies Record<WorkspaceTab, Procedure>

const Turn = z.object({ patientId: PatientId, tab: WorkspaceTab })
const CHANNEL = 'anteroom.workspace'

/**
 * The second kind of window: one for each patient, brought to the front when it is open already. That one is never loaded
 * anew, for what is being typed in it; it turns to the tab by itself.
 */
export function openWorkspace(patientId: PatientId, tab?: WorkspaceTab): void {
  if (tab) {
    const channel = new BroadcastChannel(CHANNEL)
    channel.postMessage({ patientId, tab })
    channel.close()
  }
  const [path, name] = [`/workspace/${patientId}`, `workspace-${patientId}`]
  // Without an address it is found by its name, whichever window opened it and however often that was loaded since.
  const there = window.open('', name)
  if (there?.location.pathname.startsWith(path)) return there.focus()
  // Electron's main process has the windows there: it says null, and does with its own as is done here.
  window.open(`${path}${tab ? `/${tab}` : ''}`, name)?.focus()
}

/** Tells a patient's own window which tab another window asks for. @returns ends it */
export function onTurn(patientId: PatientId, turn: (tab: WorkspaceTab) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const told = Turn.safeParse(data)
    if (told.success && told.data.patientId === patientId) turn(told.data.tab)
  }
  return () => channel.close()
}
