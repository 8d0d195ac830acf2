import { Skeleton } from '@mantine/core'
import { Panel } from '../../components/Panel.tsx'
import { words } from '../../words/words.ts'
import styles from './access.module.css'

export function AccessSkeleton() {
  return (
    <div className={styles['columns']} role="status" aria-label={words.common.loading}>
      <div className={styles['column']}>
        <Panel>
          <div className={styles['skeleton']} aria-hidden="true">
            <Skeleton height={14} width={220} />
            <Skeleton height={34} width={210} mt={20} />
            <Skeleton height={12} width={380} mt={14} />
            <Skeleton height={30} width={320} mt={20} />
          </div>
        </Panel>
      </div>
      <div className={styles['column']}>
        <Panel>
          <div className={styles['skeleton']} aria-hidden="true">
            <Skeleton height={12} width={160} />
            <Skeleton height={12} width={200} mt={20} />
          </div>
        </Panel>
      </div>
    </div>
  )
}
