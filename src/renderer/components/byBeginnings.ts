import type { ComboboxItem, ComboboxParsedItem, ComboboxParsedItemGroup, OptionsFilter } from '@mantine/core'

/**
 * R10.4: what has a word that begins with what was typed, else what has it anywhere: "p" is Physiotherapy and not
 * Naturopathic.
 */
export const byBeginnings: OptionsFilter = ({ options, search }) => {
  const typed = folded(search)
  const begins = kept(
    options,
    (label) => label.split(/[\s-]+/).some((word) => word.startsWith(typed)) || label.startsWith(typed),
  )
  return begins.length > 0 ? begins : kept(options, (label) => label.includes(typed))
}

function kept(options: readonly ComboboxParsedItem[], isKept: (label: string) => boolean): ComboboxParsedItem[] {
  return options.flatMap((option): ComboboxParsedItem[] => {
    if (!isGroup(option)) return isKept(folded(option.label)) ? [option] : []
    const items = option.items.filter((item: ComboboxItem) => isKept(folded(item.label)))
    return items.length > 0 ? [{ ...option, items }] : []
  })
}

function isGroup(option: ComboboxParsedItem): option is ComboboxParsedItemGroup {
  return 'group' in option
}

function folded(text: string): string {
  return text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
