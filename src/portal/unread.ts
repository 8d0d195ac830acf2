import { createContext } from 'react'

/** How many messages of the clinic were not read yet, of whoever is looked at. */
export const UnreadContext = createContext(0)
