import { Modal } from '@mantine/core'
import { useParam } from '../address/useParam.ts'
import { Key } from '../components/Pill.tsx'
import { useReturnFocus } from '../components/useReturnFocus.ts'
import { words } from '../words/words.ts'
import { capOf } from './KeyOf.tsx'
import styles from './keys.module.css'
import { KEY_NAMES, keys, PLACES } from './keys.ts'
import { useKeys } from './useKeys.ts'

/** R10.4: `?` shows every key, by where it works. */
export function KeysDialog() {
  const [shown, setShown] = useParam('keys')
  useKeys({ keys: () => setShown('all') })
  return shown ? <Shown onClose={() => setShown(null)} /> : null
}

function Shown(props: { readonly onClose: () => void }) {
  useReturnFocus()
  const t = words.keys
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t.title}
      size={720}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <div className={styles['places']}>
        {PLACES.map((place) => (
          <section key={place} aria-labelledby={`keys-${place}`}>
            <h3 id={`keys-${place}`}>{t.places[place]}</h3>
            <dl>
              {KEY_NAMES.filter((name) => keys[name].place === place).map((name) => (
                <div key={name}>
                  <dt>{t.names[name]}</dt>
                  <dd>
                    {keys[name].presses.map((press) => (
                      <Key key={press}>{capOf(press)}</Key>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
