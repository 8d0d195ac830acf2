import { createSpotlight } from '@mantine/spotlight'

/** Ctrl+K: its state, and how to open it from the header. */
export const [paletteStore, palette] = createSpotlight()

/** Whoever types and presses Enter at once means the best match, though the choice has not been put on it yet. */
export function chooseOnEnter(event: { readonly key: string }): void {
  const list = document.getElementById(paletteStore.getState().listId)
  if (event.key === 'Enter' && !list?.querySelector('[data-selected]')) chooseFirst()
}

/** Puts the choice on the best match, also when it arrives after the actions. */
export function chooseFirst(): void {
  const list = document.getElementById(paletteStore.getState().listId)
  list?.querySelector('[data-selected]')?.removeAttribute('data-selected')
  list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  paletteStore.updateState((state) => ({ ...state, selected: 0 }))
}

/** Does what is chosen, as Enter does. */
export function runChosen(): void {
  const list = document.getElementById(paletteStore.getState().listId)
  list?.querySelector<HTMLElement>('[data-selected]')?.click()
}
