import type { ReactNode } from 'react'
import type { RecordIndex } from '../../../shared/domain/recordIndex.ts'
import { usePortal } from '../../portal.ts'
import { CallLink } from '../../views/controls.tsx'
import { Badge } from '../../views/Frame.tsx'
import { accountWords } from '../../words/accountWords.ts'
import { formats } from '../../words/words.ts'
import type { Holding } from '../useRecords.ts'
import { AccountFrame } from './AccountFrame.tsx'

/** R5.3: who else sees these records, at which level and since when; said to whoever sees everything (R3.2). */
export function AccessPage({ holding, index }: { readonly holding: Holding; readonly index: RecordIndex }): ReactNode {
  const { profile } = usePortal()
  const said = accountWords.access
  const now = new Date().toISOString()
  return (
    <AccountFrame heading={said.heading} linkId={holding.link.id} whose={index.patientName}>
      {index.level === 'limited' ? (
        <p className="pt-lead">{said.limited}</p>
      ) : (
        <>
          <p className="pt-lead">{said.text}</p>
          <ul className="pt-rows">
            {index.holders.map(({ email, level, since, isThisLogin }) => (
              <li key={`${email} ${since}`}>
                <div className="pt-row">
                  <Badge name={email} />
                  <span className="pt-row-text">
                    <span className="pt-row-title">{isThisLogin ? said.you(email) : email}</span>
                    <span className="pt-row-detail">
                      {level === 'full' ? accountWords.full : said.ofLimited} ·{' '}
                      {accountWords.since(formats.dayMonth(since, profile.timeZone, now))}
                    </span>
                  </span>
                </div>
              </li>
            ))}
          </ul>
          <p className="pt-quiet">{said.staff}</p>
          <div className="pt-actions">
            <CallLink phone={profile.phone} />
          </div>
        </>
      )}
    </AccountFrame>
  )
}
