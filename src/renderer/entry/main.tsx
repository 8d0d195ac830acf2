import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import '../../shared/tokens.css'
import '../theme/global.css'
import { createRoot } from 'react-dom/client'
import { chooseLanguage } from '../../shared/language/languages.ts'
import { App } from '../App.tsx'
import { askBeforeGoingBack } from '../components/discard/discarding.ts'
import { applyScheme } from '../theme/scheme.ts'
import { speak, words } from '../words/words.ts'
import { connectHost } from './host.ts'
import { bringTemporal } from './temporal.ts'
import { WithoutKey } from './WithoutKey.tsx'

applyScheme()
askBeforeGoingBack()
await Promise.all([bringTemporal(), speak(chooseLanguage(navigator.languages))])
document.title = words.common.product
const root = document.getElementById('root')
if (!root) throw new Error('index.html has lost its root')
const host = connectHost()
createRoot(root).render(host ? <App {...host} /> : <WithoutKey />)
