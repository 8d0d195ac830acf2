import { useId, useState, type KeyboardEvent } from 'react'

export type RowAct = 'open' | 'change'

const PAGE = 12

/** Where a key moves to among `total` rows; null when it is not a moving key. */
export function moveTo(key: string, at: number, total: number): number | null {
  const last = total - 1
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1)
    case 'ArrowUp':
      return Math.max(0, at - 1)
    case 'PageDown':
      return Math.min(last, at + PAGE)
    case 'PageUp':
      return Math.max(0, at - PAGE)
    default:
      return null
  }
}

/** Keys for a list whose rows are drawn only where one looks: the focus stays, the chosen row moves. */
export function useRowKeys(total: number, query: string, onAct: (row: number, act: RowAct) => void) {
  const gridId = useId()
  const [chosen, setChosen] = useState({ query, row: 0 })
  // Another search begins at its first match.
  const row = chosen.query === query ? Math.min(chosen.row, Math.max(0, total - 1)) : 0
  const onKeyDown = (event: KeyboardEvent) => {
    if (total === 0) return
    if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault()
      return onAct(row, event.key === 'Enter' ? 'open' : 'change')
    }
    const next = moveTo(event.key, row, total)
    if (next === null) return
    event.preventDefault()
    setChosen({ query, row: next })
  }
  const rowId = (index: number) => `${gridId}-row-${index}`
  return {
    gridId,
    row,
    rowId,
    onKeyDown,
    open: (index: number) => {
      setChosen({ query, row: index })
      onAct(index, 'open')
    },
    active: total > 0 ? { 'aria-activedescendant': rowId(row) } : {},
  }
}

export type RowKeys = ReturnType<typeof useRowKeys>
