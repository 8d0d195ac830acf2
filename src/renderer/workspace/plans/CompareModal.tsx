import { Modal } from '@mantine/core'
import type { Plan } from '../../../shared/contract/desk/plans.ts'
import { useReturnFocus } from '../../components/useReturnFocus.ts'
import { words } from '../../words/words.ts'
import { PlanText } from './PlanText.tsx'
import styles from './plans.module.css'

/** R8.1: two of a plan beside each other; what the other does not have stands out. */
export function CompareModal(props: {
  readonly version: Plan['publishedVersions'][number]
  readonly other: { readonly name: string; readonly text: string }
  readonly onClose: () => void
}) {
  const { version, other } = props
  useReturnFocus()
  const t = words.plans
  return (
    <Modal
      opened
      onClose={props.onClose}
      size={980}
      title={t.compareTitle(t.version(version.version), other.name)}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <div className={styles['beside']}>
        <section aria-label={t.version(version.version)}>
          <h3>{t.version(version.version)}</h3>
          <PlanText text={version.text} against={other.text} />
        </section>
        <section aria-label={other.name}>
          <h3>{other.name}</h3>
          <PlanText text={other.text} against={version.text} />
        </section>
      </div>
    </Modal>
  )
}
