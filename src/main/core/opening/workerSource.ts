/** The thread as it is written; a host that is bundled has it as a bundle of its own. */
export const openingWorkerSource = new URL('./openingWorker.ts', import.meta.url)
