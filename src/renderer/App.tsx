import { MantineProvider } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { lazy, Suspense, useEffect } from 'react'
import { Route, Router, Switch } from 'wouter'
import { ConnectionBanner } from './components/ConnectionBanner.tsx'
import { DiscardDialog } from './components/discard/DiscardDialog.tsx'
import { useAskingLocation } from './components/discard/useAskingLocation.ts'
import { holdFocus } from './components/focus/focusNet.ts'
import { SessionGate } from './frontDesk/session/SessionGate.tsx'
import { FrontDesk } from './frontDesk/shell/FrontDesk.tsx'
import { KeysDialog } from './keys/KeysDialog.tsx'
import type { DeskClient } from './state/client.ts'
import { ClientProvider } from './state/ClientProvider.tsx'
import type { Connection } from './state/connection.ts'
import { useScheme } from './theme/scheme.ts'
import { cssVariablesResolver, theme } from './theme/theme.ts'

const SetUp = lazy(() => import('./frontDesk/setUp/SetUp.tsx').then(({ SetUp: it }) => ({ default: it })))
const Workspace = lazy(() => import('./workspace/Workspace.tsx').then(({ Workspace: it }) => ({ default: it })))

/** Both kinds of window: the Front Desk, at first its set-up, and the Patient Workspace at `/workspace/<patientId>`. */
export function App(props: { readonly client: DeskClient; readonly connection: Connection }) {
  const scheme = useScheme()
  useEffect(holdFocus, [])
  const isNarrow = useMediaQuery('(max-width: 560px)')
  return (
    <ClientProvider client={props.client} connection={props.connection}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} forceColorScheme={scheme}>
        <ModalsProvider>
          {/* Never over the foot of a panel, where its buttons are; a narrow window is a panel from side to side. */}
          <Notifications position={isNarrow ? 'top-center' : 'bottom-center'} limit={4} />
          <ConnectionBanner />
          <DiscardDialog />
          <SessionGate>
            <KeysDialog />
            <Router hook={useAskingLocation}>
              <Suspense fallback={null}>
                <Switch>
                  <Route path="/workspace/:patientId/:tab?">
                    {(params) => <Workspace patientId={params.patientId} tab={params.tab ?? null} />}
                  </Route>
                  <Route path="/set-up/*?" component={SetUp} />
                  <Route>
                    <FrontDesk />
                  </Route>
                </Switch>
              </Suspense>
            </Router>
          </SessionGate>
        </ModalsProvider>
      </MantineProvider>
    </ClientProvider>
  )
}
