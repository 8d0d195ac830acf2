import { createSpotlight } from '@mantine/spotlight'

/** Ctrl+K: its state, and how to open it from the header. */
export const [paletteStore, palette] = createSpotlight()

/** Puts the choice on the best match, also when it arrives after the actions. */
export function chooseFirst(): void {
  const list = document.getElementById(paletteStore.getState().listId)
  list?.querySelector('[data-selected]')?.removeAttribute('data-selected')
  list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  paletteStore.updateState((state) => ({ ...state, selected: 0 }))
}
