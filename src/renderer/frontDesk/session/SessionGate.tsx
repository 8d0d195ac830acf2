import { modals } from '@mantine/modals'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { Fragment, lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { ErrorState } from '../../components/ListStates.tsx'
import { palette } from '../../components/palette.ts'
import { forgetUndo } from '../../components/undo/lastAct.ts'
import { useKeptUndo } from '../../components/undo/useKeptUndo.ts'
import { useUndoKey } from '../../components/undo/useUndoKey.ts'
import { useDeskStore } from '../../state/ClientProvider.tsx'
import { partOf, useChanges } from '../../state/useChanges.ts'
import { useSession } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import { SignIn } from './SignIn.tsx'
import { useActivity } from './useActivity.ts'

const OpenWithSheet = lazy(() => import('./OpenWithSheet.tsx').then(({ OpenWithSheet: it }) => ({ default: it })))
const FirstRun = lazy(() => import('../setUp/FirstRun.tsx').then(({ FirstRun: it }) => ({ default: it })))

/** Lets nobody past but a person who signed in; locked, the page below is gone, not covered (R10.3). */
export function SessionGate(props: { readonly children: ReactNode }) {
  useChanges()
  const session = useSession()
  const isInside = Boolean(session.data?.staff) && session.data?.isLocked === false
  useForgetting(session.data ? isInside : null, session.data?.staff?.id ?? null)
  useActivity(isInside)
  const [wasInside, setWasInside] = useState(false)
  if (isInside && !wasInside) setWasInside(true)
  useUndoKey(isInside)
  useKeptUndo(isInside)

  if (session.isPending) return null
  if (!session.data) {
    return (
      <main>
        <ErrorState title={words.session.fatalTitle} error={session.error} onRetry={() => void session.refetch()} />
      </main>
    )
  }
  const { clinic, closed, file, isLocked, isLockedByIdling, idleMinutes, halfway } = session.data
  if (closed) {
    return (
      <Suspense fallback={null}>
        <OpenWithSheet because={closed} file={file ?? ''} />
      </Suspense>
    )
  }
  if (!clinic) {
    return (
      <Suspense fallback={null}>
        <FirstRun file={file} />
      </Suspense>
    )
  }
  // Another person begins anew, whatever this window has seen of the change.
  return isInside ? (
    <Fragment key={session.data.staff?.id}>{props.children}</Fragment>
  ) : (
    <SignIn
      clinicName={clinic.name}
      wasInside={wasInside}
      lock={isLocked ? (isLockedByIdling ? 'idle' : 'byHand') : null}
      idleMinutes={idleMinutes}
      lastEmail={session.data.staff?.email ?? ''}
      halfway={halfway}
    />
  )
}

/**
 * Behind the sign-in nothing is left but what a person was typing, which is not shown to the next.
 * @param isInside null while it is not known
 */
function useForgetting(isInside: boolean | null, staffId: string | null): void {
  const queryClient = useQueryClient()
  const forget = useDeskStore((desk) => desk.forget)
  const last = useRef<string | null>(null)
  useEffect(() => {
    if (isInside === null) return
    if (!isInside) {
      forgetUndo()
      notifications.clean()
      modals.closeAll()
      palette.close()
      queryClient.removeQueries({ predicate: ({ queryKey }) => partOf(queryKey) !== 'session' })
      return
    }
    if (last.current !== null && last.current !== staffId) forget()
    last.current = staffId
  }, [forget, isInside, queryClient, staffId])
}
