import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

// `system` tests need a real PBX, browser and services; .ci/run and `npm test` run all projects. `together`: what needs the server
// and code of the pages; no other test may import both (server/scripts/house/borders.ts).
export default defineConfig({
  plugins: [vue()],
  test: {
    setupFiles: ['server/testing/patient-waits.ts'],
    // `npm run test:fast` leaves both out, and the project `system`
    tags: [
      {
        name: 'programs',
        description: 'starts Redis, nginx, a PostgreSQL of its own, or the product itself',
      },
      { name: 'long', description: 'hundreds of random histories, or thousands of rows' },
    ],
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          // no database, and nothing that outlives a file: two processes read the modules once for all of them
          name: 'plain',
          include: ['server/{domain,contracts}/**/*.test.ts', 'sip/**/*.test.ts'],
          environment: 'node',
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts'],
          exclude: ['server/{domain,contracts}/**', 'server/testing/{together,system}/**'],
          globalSetup: ['server/testing/database/global-setup.ts'],
          environment: 'node',
          // each file ends what it starts; reading the modules anew for each costs more than most of the tests
          isolate: false,
          // limits are for what hangs: a loaded machine is no fault of the product's
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'client',
          include: ['client/**/*.test.ts'],
          environment: 'happy-dom',
          // making a document and reading the modules costs more than most of the tests
          isolate: false,
          setupFiles: ['client/src/testing/unmount.ts'],
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['server/testing/together/**/*.test.ts'],
          globalSetup: ['server/testing/database/global-setup.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['server/testing/system/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['server/testing/database/global-setup.ts'],
          // sound is heard in real time: two Asterisks beside two browsers play late on two cores
          fileParallelism: false,
          // so one process reads the modules once for all of them
          isolate: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
