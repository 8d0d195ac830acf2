import { Select, type SelectProps } from '@mantine/core'
import { useRef, type KeyboardEvent } from 'react'
import { byBeginnings } from './byBeginnings.ts'

/**
 * A select that one types into. Enter takes the option that is marked: Mantine forgets which one that is where all was
 * typed before the timer that its opening list starts.
 */
export function SearchSelect({
  isBehind = false,
  ...props
}: Omit<SelectProps, 'searchable' | 'selectFirstOptionOnChange'> & {
  /** The options are still those of an earlier text: none of them is taken by Enter. */
  readonly isBehind?: boolean
}) {
  const isTyping = useRef(false)
  const take = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || !isTyping.current || event.ctrlKey || event.metaKey) return
    const list = document.getElementById(event.currentTarget.getAttribute('aria-controls') ?? '')
    const option =
      list?.querySelector<HTMLElement>('[data-combobox-selected]') ??
      list?.querySelector<HTMLElement>('[data-combobox-option]:not([data-combobox-disabled])')
    if (!option && !isBehind) return
    event.preventDefault()
    event.stopPropagation()
    if (!isBehind) option?.click()
  }
  return (
    <Select
      filter={byBeginnings}
      {...props}
      searchable
      selectFirstOptionOnChange
      onInput={() => {
        isTyping.current = true
      }}
      onKeyDownCapture={take}
      onBlur={(event) => {
        isTyping.current = false
        props.onBlur?.(event)
      }}
      onOptionSubmit={(value) => {
        isTyping.current = false
        props.onOptionSubmit?.(value)
      }}
    />
  )
}
