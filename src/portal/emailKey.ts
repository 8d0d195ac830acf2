/** What two spellings of one address share; the domain's rule, without the schemas that come with it. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase()
}
