import { defineConfig } from 'vitest/config'
export default defineConfig({
  test: {
    include: ['src/endpoint/{records,partLife,push,pairing,events,redeem,invitations,session,forms,unexpected}.test.ts'],
    testNamePattern: /^(?!.*postgres)/,
    testTimeout: 15_000, hookTimeout: 30_000, maxWorkers: 1,
  },
})
