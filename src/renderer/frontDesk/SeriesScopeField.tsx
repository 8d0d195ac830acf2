import { Radio, Stack } from '@mantine/core'
import { words } from '../words/words.ts'

export type Scope = 'one' | 'following' | 'toCome'

/** R6.2: whether an act is meant for a visit alone, or for others of its series too; nothing where there are no others. */
export function SeriesScopeField<S extends Scope>(props: {
  /** How many visits each would be. */
  readonly scopes: Readonly<Record<S, number>>
  readonly order: readonly S[]
  readonly value: S
  readonly onChange: (scope: S) => void
}) {
  const { scopes, order } = props
  const t = words.today.cancelling
  if (!order.some((scope) => scopes[scope] > 1)) return null
  return (
    <Radio.Group
      label={t.which}
      value={props.value}
      onChange={(value) => {
        const scope = order.find((each) => each === value)
        if (scope) props.onChange(scope)
      }}
    >
      <Stack gap="sm" mt="xs">
        {order.map((scope) => (
          <Radio key={scope} value={scope} label={labelOf(scope, scopes[scope])} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

function labelOf(scope: Scope, visits: number): string {
  const t = words.today.cancelling.scope
  return scope === 'one' ? t.one : t[scope](visits)
}
