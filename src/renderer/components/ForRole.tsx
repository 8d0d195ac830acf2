import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { may, rolesThatMay, type Procedure } from '../../shared/domain/roles.ts'
import { useSession } from '../state/useSession.ts'
import { words } from '../words/words.ts'
import { EmptyState } from './ListStates.tsx'

/** R10.3: what needs a procedure; for whoever may not call it, whose it is in words, and the way out. */
export function ForRole(props: {
  readonly procedure: Procedure
  /** By default to Today. */
  readonly out?: { readonly href: string; readonly label: string }
  readonly children: ReactNode
}) {
  const role = useSession().data?.staff?.role
  if (!role) return null
  if (may(role, props.procedure)) return props.children
  const out = props.out ?? { href: '/today', label: words.shell.backToToday }
  return (
    <EmptyState
      icon={<IconLock size={28} stroke={1.5} aria-hidden="true" />}
      title={words.roles.pageOnly(rolesThatMay(props.procedure))}
      hint={words.roles.pageOnlyText(role)}
      action={
        <Button component={Link} href={out.href}>
          {out.label}
        </Button>
      }
    />
  )
}
