import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

// `system` tests need a real PBX, browser and services; .ci/run and `npm test` run all three projects.
export default defineConfig({
  plugins: [vue()],
  test: {
    setupFiles: ['server/testing/patient-waits.ts'],
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts', 'sip/**/*.test.ts'],
          exclude: ['server/testing/system/**'],
          globalSetup: ['server/testing/global-setup.ts'],
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'client',
          include: ['client/**/*.test.ts'],
          environment: 'happy-dom',
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['server/testing/system/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['server/testing/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // a condition that comes early costs nothing; a loaded machine is no fault of the product's
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
})
