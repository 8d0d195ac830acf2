import { useEffect, type ReactNode } from 'react'
import { goTo, pathOf } from '../navigation.ts'
import { usePortal } from '../portal.ts'
import { Button, CallLink } from '../views/controls.tsx'
import type { HomeModel } from '../views/homeModel.ts'
import { PageHeading } from '../views/PageHeading.tsx'
import { words } from '../words/words.ts'
import { Page } from './Page.tsx'

type NextFormPageProps = { readonly linkId: string; readonly model: HomeModel; readonly foot: string }

/** R2.2: where "Take me to my forms" leads: on to the most urgent form, as soon as the clinic's computer has sent it. */
export function NextFormPage({ linkId, model, foot }: NextFormPageProps): ReactNode {
  const { clinicId, profile } = usePortal()
  const first = model.forms[0]?.assignmentId
  useEffect(() => {
    if (first !== undefined) goTo(pathOf(clinicId, linkId, { page: 'form', id: first }), 'replace')
  }, [clinicId, linkId, first])
  const { heading, text } = model.sentForms.length > 0 ? words.forms.sent : words.forms.waiting
  return (
    <Page title={words.forms.title} foot={foot} person={model.fullName} whose={model.name} linkId={linkId}>
      {first === undefined && (
        <>
          <PageHeading>{heading}</PageHeading>
          <p className="pt-lead">{text}</p>
          <div className="pt-actions">
            <Button kind="quiet" onClick={() => goTo(pathOf(clinicId, linkId, { page: 'home' }), 'replace')}>
              {words.thanks.home}
            </Button>
            <CallLink phone={profile.phone} kind="link" />
          </div>
        </>
      )}
    </Page>
  )
}
