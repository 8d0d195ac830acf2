/** The link of an e-mail, as the text part has it. */
export function linkIn(text: string): string {
  const link = /https?:\/\/\S+\/open#[0-9a-z]+/.exec(text)?.[0]
  if (!link) throw new Error('The e-mail has no link')
  return link
}

/** What stands behind the `#`: the invitation's secret. */
export function fragmentOf(link: string): string {
  return new URL(link).hash.slice(1)
}

/** The clinic's first page, of any page of its portal. */
export function portalOf(page: string): string {
  return page.replace(/(\/c\/[^/?#]+).*/, '$1')
}
