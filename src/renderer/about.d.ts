/** Made by `build/aboutPlugin.ts` while the pages are built: what is shipped, and under which licences. */
declare module 'virtual:about' {
  export const version: string
  export const packages: readonly {
    readonly name: string
    readonly version: string
    readonly licence: string
    /** Empty where the package brings none. */
    readonly text: string
  }[]
}
