import '@fontsource-variable/inter/wght.css'
import '../shared/tokens.css'
import './views/portal.css'
import './page.css'
import { createRoot } from 'react-dom/client'
import { chooseLanguage } from '../shared/language/languages.ts'
import { App } from './App.tsx'
import { createPortalClient } from './api.ts'
import { beginLoading } from './loadVault.ts'
import { speak, words } from './words/words.ts'

/** The theme is the device's, and changes with it. */
function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    document.documentElement.dataset['theme'] = dark.matches ? 'dark' : 'light'
  }
  apply()
  dark.addEventListener('change', apply)
}

/** No `await` outside of a function: it would cut the first script into five. */
async function start(): Promise<void> {
  document.documentElement.lang = await speak(chooseLanguage(navigator.languages))
  document.title = words.product
  const root = document.getElementById('root')
  if (root) createRoot(root).render(<App client={createPortalClient(location.origin)} />)
}

followTheme()
beginLoading(location.pathname)
void start()
